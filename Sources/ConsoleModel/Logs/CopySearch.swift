#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the copy that copytruncate made of a file before cutting it: what was written between the last read and the cut is there.
enum CopySearch {
    private static let mostCandidates = 64
    /// Older copies, in seconds, are of other days.
    private static let newest = 120

    /// An open copy that goes on where `file` was read to, ready to read from there; nil where there is none or it holds nothing more.
    static func copy(of file: OpenFile, path: String) -> OpenFile? {
        let cut = path.lastIndex(of: "/") ?? path.startIndex
        let directory = String(path[..<cut]), name = String(path[cut...].dropFirst())
        let stem = name.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? name
        let now = time(nil)
        for candidate in names(in: directory.isEmpty ? "/" : directory, beginning: stem.isEmpty ? name : stem) where candidate != name {
            let candidatePath = directory + "/" + candidate
            guard let facts = FileFacts(path: candidatePath), facts.isRegular, facts.size > file.offset, facts.identity != file.identity,
                now - facts.modified < newest, let copy = OpenFile.open(candidatePath, origin: file.origin), copy.continues(file.mark)
            else { continue }
            copy.skip(to: file.offset)
            return copy
        }
        return nil
    }

    private static func names(in directory: String, beginning prefix: String) -> ArraySlice<String> {
        DirectoryListing.names(in: directory).filter { $0.hasPrefix(prefix) }.prefix(mostCandidates)
    }
}
