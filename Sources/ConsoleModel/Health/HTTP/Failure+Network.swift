import LaunchCore
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Failure {
    /// Why a connection could not be made.
    init(connectingTo place: String, _ error: any Error, before deadline: Deadline) {
        switch error {
        case let failure as Failure: self = failure
        case ChannelError.connectTimeout: self = deadline.expired("connecting to \(place)")
        case let error as NIOConnectionError:
            // All addresses failed; the last is the one that was tried with the least hope, the first tells most.
            if let first = error.connectionErrors.first {
                self.init(connectingTo: place, first.error, before: deadline)
            } else {
                self.init(.dns, "\(place): no address to connect to")
            }
        case let error as IOError: self.init(errno: error.errnoCode, place)
        case SocketAddressError.unixDomainSocketPathTooLong: self.init(.other, "the path of the socket is too long: \(place)")
        default: self.init(.other, "cannot connect to \(place): \(Self.words(error))")
        }
    }

    /// What broke an exchange on a connection that stood.
    init(talkingTo place: String, _ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case is ByteBudgetHandler.Exhausted: self.init(.tooLarge, "the head of the answer has no end")
        case HTTPParserError.headerOverflow: self.init(.tooLarge, "the head of the answer is too large")
        case HTTPParserError.invalidEOFState: self.init(.reset, "connection closed within the answer")
        case let error as HTTPParserError: self.init(.parse, "not an HTTP answer: \(Self.words(error))")
        case let error as IOError: self.init(errno: error.errnoCode, place)
        case NIOSSLError.uncleanShutdown: self.init(.reset, "connection closed within the answer")
        case let error where Self.isTLS(error): self.init(.tls, "TLS error: \(Self.words(error))")
        default: self.init(.other, Self.words(error))
        }
    }

    /// - Parameter place: where the system call was going.
    init(errno code: CInt, _ place: String) {
        switch code {
        case ECONNREFUSED: self.init(.refused, "connection to \(place) refused")
        case ECONNRESET, EPIPE, ECONNABORTED: self.init(.reset, "connection to \(place) reset")
        case ETIMEDOUT: self.init(.timeout, "connection to \(place) timed out")
        case EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL:
            self.init(.unreachable, "\(place) is unreachable: \(Self.text(errno: code))")
        case EACCES, EPERM: self.init(.permission, "\(place): \(Self.text(errno: code))")
        case ENOENT: self.init(.missing, "there is no \(place)")
        default: self.init(.other, "\(place): \(Self.text(errno: code))")
        }
    }

    static func text(errno code: CInt) -> String { String(cString: strerror(code)) }

    private static func words(_ error: any Error) -> String { Printable.text("\(error)", limit: 120) }
}
