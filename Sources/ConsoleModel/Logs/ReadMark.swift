/// How far a file was read, and by what content to recognise it: an inode number may be given to another file.
struct ReadMark {
    static let longestHead = 512

    var identity: FileFacts.Identity
    var offset: Int
    /// The first bytes.
    var head: [UInt8]
    /// The bytes right before the offset.
    var tail: [UInt8]
}
