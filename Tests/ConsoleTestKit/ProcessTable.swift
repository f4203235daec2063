import Foundation

/// The living processes of this machine, for tests that look for what was left behind.
public enum ProcessTable {
    public struct Entry {
        public let pid: Int32
        public let parent: Int32
        public let state: Character

        public var environment: [String] { words("environ") }
        public var arguments: [String] { words("cmdline") }

        private func words(_ name: String) -> [String] {
            guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/\(name)") else { return [] }
            return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Empty where there is no such process any more.
    public static func arguments(of pid: Int32) -> [String] { entry(pid)?.arguments ?? [] }

    public static func pids(where isMeant: (Entry) -> Bool) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.compactMap(entry).filter { $0.pid != getpid() && $0.state != "Z" && isMeant($0) }.map(\.pid)
    }

    private static func entry(_ pid: Int32) -> Entry? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let words = text[text.index(after: end)...].split(separator: " ")
        guard words.count > 1, let state = words[0].first, let parent = Int32(words[1]) else { return nil }
        return Entry(pid: pid, parent: parent, state: state)
    }
}
