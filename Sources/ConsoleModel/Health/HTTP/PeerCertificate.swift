import LaunchCore
import NIOSSL

/// The dates of a certificate a server showed.
struct PeerCertificate: Hashable, Sendable {
    /// Seconds since 1970.
    var notBefore: Int64
    var notAfter: Int64

    init(_ certificate: NIOSSLCertificate) {
        notBefore = Int64(certificate.notValidBefore)
        notAfter = Int64(certificate.notValidAfter)
    }

    /// Whole days until it expires, rounded down; negative once it has.
    func daysLeft(at moment: Moment) -> Int {
        let left = Double(notAfter) - Double(moment.milliseconds) / 1000
        return Int((left / 86_400).rounded(.down))
    }
}
