#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Something that happened to a watched file or in a watched directory.
struct FileEvent {
    enum Kind {
        /// The content of a watched file changed.
        case content
        /// A name came up in a directory: made there, or moved there.
        case appeared
        case movedAway
        case deleted
        /// Permissions or other attributes of a name changed.
        case attributes
        /// The watch itself is over, or events were lost: look at everything anew.
        case unknown
    }

    /// The watch it belongs to; nil concerns all.
    var watch: Int32?
    var kind: Kind
    /// In the directory; empty for the watched file or directory itself.
    var name: String
    /// Joins the two halves of a move; 0 for none.
    var cookie: UInt32
}

/// The kernel's notices of changes (inotify). Where there is none, or it is used up, every watch is refused and the caller polls.
///
/// Used by the reading thread only.
final class FileEvents {
    /// Readable when there are events; -1 where the system has none.
    let descriptor: Int32
    private var uses: [Int32: Int] = [:]

    #if os(Linux)
        init() { descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) }
    #else
        init() { descriptor = -1 }
    #endif

    /// As on a system that has none.
    init(none: Void) { descriptor = -1 }

    /// Whether no event waits to be taken: what the events taken so far tell is how things are.
    var isQuiet: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) <= 0
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}

#if os(Linux)
    extension FileEvents {
        private static let directoryMask = UInt32(
            IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

        /// Names that come, go or change in a directory.
        func watchDirectory(_ path: String) -> Int32? { watch(path, Self.directoryMask) }

        /// Content written to an open file, whatever its name is by now.
        func watchContent(_ file: OpenFile) -> Int32? { watch("/proc/self/fd/\(file.descriptor)", UInt32(IN_MODIFY)) }

        func unwatch(_ watch: Int32) {
            guard let count = uses[watch] else { return }
            uses[watch] = count > 1 ? count - 1 : nil
            if count == 1 { inotify_rm_watch(descriptor, watch) }
        }

        private func watch(_ path: String, _ mask: UInt32) -> Int32? {
            guard descriptor >= 0 else { return nil }
            let watch = inotify_add_watch(descriptor, path, mask)
            guard watch >= 0 else { return nil }
            uses[watch, default: 0] += 1
            return watch
        }

        /// Everything that has happened since the last call.
        func take(_ buffer: UnsafeMutableRawBufferPointer, _ handle: (FileEvent) -> Void) {
            while true {
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                guard count > 0 else { return }
                var position = 0
                let header = MemoryLayout<inotify_event>.size
                while position + header <= count {
                    let event = buffer.loadUnaligned(fromByteOffset: position, as: inotify_event.self)
                    let name = buffer[(position + header)..<(position + header + Int(event.len))].prefix { $0 != 0 }
                    handle(Self.event(event, name: String(decoding: name, as: UTF8.self)))
                    position += header + Int(event.len)
                }
                if count < buffer.count / 2 { return }
            }
        }

        private static func event(_ event: inotify_event, name: String) -> FileEvent {
            let mask = Int(event.mask)
            let kinds: [(Int, FileEvent.Kind)] = [
                (Int(IN_MODIFY), .content), (Int(IN_CREATE), .appeared), (Int(IN_MOVED_TO), .appeared), (Int(IN_MOVED_FROM), .movedAway),
                (Int(IN_DELETE), .deleted), (Int(IN_ATTRIB), .attributes),
            ]
            let kind = kinds.first { mask & $0.0 != 0 }?.1 ?? .unknown
            let isOverflow = mask & Int(IN_Q_OVERFLOW) != 0
            return FileEvent(watch: isOverflow ? nil : event.wd, kind: kind, name: name, cookie: event.cookie)
        }
    }
#else
    extension FileEvents {
        func watchDirectory(_ path: String) -> Int32? { nil }
        func watchContent(_ file: OpenFile) -> Int32? { nil }
        func unwatch(_ watch: Int32) {}
        func take(_ buffer: UnsafeMutableRawBufferPointer, _ handle: (FileEvent) -> Void) {}
    }
#endif
