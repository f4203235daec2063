import Crypto
import Foundation
import NIOSSL

/// A self-signed certificate with chosen dates and name.
public struct TestCertificate: Sendable {
    private let der: [UInt8]
    /// The private key, for a server that reads files.
    public let keyPEM: String

    /// - Parameters:
    ///   - validFrom: seconds from now; negative is in the past.
    ///   - validFor: seconds after that.
    public init(name: String = "localhost", validFrom: Int = -86_400, validFor: Int = 90 * 86_400) throws {
        let key = P256.Signing.PrivateKey()
        let start = time(nil) + validFrom
        let algorithm = DER.sequence([DER.object([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02])])
        let subject = DER.sequence([
            DER.tagged(0x31, DER.sequence([DER.object([0x55, 0x04, 0x03]), DER.tagged(0x0C, Array(name.utf8))]))
        ])
        let alternatives = DER.sequence([DER.tagged(0x82, Array(name.utf8))])
        let extensions = DER.sequence([DER.sequence([DER.object([0x55, 0x1D, 0x11]), DER.tagged(0x04, alternatives)])])
        let signed = DER.sequence([
            DER.tagged(0xA0, DER.tagged(0x02, [2])), DER.tagged(0x02, [1]), algorithm, subject,
            DER.sequence([DER.time(start), DER.time(start + validFor)]), subject, Array(key.publicKey.derRepresentation),
            DER.tagged(0xA3, extensions),
        ])
        let signature = Array(try key.signature(for: signed).derRepresentation)
        let whole = DER.sequence([signed, algorithm, DER.tagged(0x03, [0] + signature)])
        der = whole
        keyPEM = key.pemRepresentation
    }

    /// For a file of trusted certificates.
    public var pem: String {
        "-----BEGIN CERTIFICATE-----\n\(Data(der).base64EncodedString(options: .lineLength64Characters))\n-----END CERTIFICATE-----\n"
    }

    func serverConfiguration() throws -> TLSConfiguration {
        let certificates = try [NIOSSLCertificateSource.certificate(NIOSSLCertificate(bytes: der, format: .der))]
        let key = try NIOSSLPrivateKey(bytes: Array(keyPEM.utf8), format: .pem)
        return .makeServerConfiguration(certificateChain: certificates, privateKey: .privateKey(key))
    }
}

/// The little of DER that a certificate is made of.
private enum DER {
    static func tagged(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] =
            count < 128 ? [UInt8(count)] : count < 256 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 255)]
        return [tag] + length + content
    }

    static func sequence(_ parts: [[UInt8]]) -> [UInt8] { tagged(0x30, parts.flatMap { $0 }) }

    static func object(_ identifier: [UInt8]) -> [UInt8] { tagged(0x06, identifier) }

    /// UTCTime: two digits each of year, month, day, hour, minute, second.
    static func time(_ seconds: Int) -> [UInt8] {
        var seconds = time_t(seconds), parts = tm()
        gmtime_r(&seconds, &parts)
        let numbers = [parts.tm_year % 100, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec]
        return tagged(0x17, Array((numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined() + "Z").utf8))
    }
}
