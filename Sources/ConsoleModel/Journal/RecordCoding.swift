import Crypto
import Foundation
import LaunchCore

/// How a record is written: the event as JSON with sorted keys, and the hash that chains it to the one before.
struct RecordCoding {
    private let encoder: JSONEncoder
    private let decoder = JSONDecoder()

    init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func body(of event: LaunchEvent) throws -> String { String(decoding: try encoder.encode(event), as: UTF8.self) }

    func event(from body: Data) throws -> LaunchEvent { try decoder.decode(LaunchEvent.self, from: body) }

    /// The case of the event: the one key of the body.
    static func kind(ofBody body: String) -> String {
        String(body.dropFirst(2).prefix { $0 != "\"" })
    }

    /// Lowercase hexadecimal SHA-256 over the fields, each as `LENGTH:BYTES,` with its length in bytes: previous hash, seq, at, role,
    /// name, host, kind, body. Numbers in decimal.
    static func hash(previous: String, seq: Int64, at: Moment, by actor: Actor, kind: String, body: String) -> String {
        hash([previous, String(seq), String(at.milliseconds), actor.role.rawValue, actor.name, actor.host, kind, body])
    }

    static func hash(_ fields: [String]) -> String {
        var sha = SHA256()
        for field in fields {
            let bytes = Array(field.utf8)
            sha.update(data: Array("\(bytes.count):".utf8))
            sha.update(data: bytes)
            sha.update(data: [UInt8(ascii: ",")])
        }
        return hexadecimal(sha.finalize())
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
