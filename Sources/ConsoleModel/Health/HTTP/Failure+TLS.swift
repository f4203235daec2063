import LaunchCore
import NIOSSL

extension Failure {
    static func isTLS(_ error: any Error) -> Bool {
        error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError
    }

    /// Why TLS could not be agreed on, told by the certificate where that is what is wrong with it.
    init(agreeingOnTLSWith place: String, _ error: any Error, certificate: NIOSSLCertificate?, now: Moment) {
        let text = "\(error)"
        if error as? NIOSSLExtraError == .failedToValidateHostname || error as? NIOSSLError == .unableToValidateCertificate {
            self.init(.tls, "the certificate is not for \(place)\(certificate.map(Self.names) ?? "")")
        } else if text.contains("CERTIFICATE_VERIFY_FAILED") {
            self.init(.tls, Self.verification(certificate, now.milliseconds / 1000))
        } else if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            self.init(.tls, "\(place) does not speak TLS")
        } else if case .handshakeFailed(.sslError(let stack))? = error as? NIOSSLError, let last = stack.last {
            self.init(.tls, "no agreement on TLS: \(Self.reason(last))")
        } else {
            self.init(.tls, "no agreement on TLS: \(Printable.text(text, limit: 120))")
        }
    }

    /// - Parameter now: seconds since 1970.
    private static func verification(_ certificate: NIOSSLCertificate?, _ now: Int64) -> String {
        guard let certificate else { return "the certificate is not trusted" }
        let (start, end) = (Int64(certificate.notValidBefore), Int64(certificate.notValidAfter))
        if end < now { return "the certificate expired \(Duration.seconds(now - end).roundedText) ago" }
        if start > now { return "the certificate is not valid before \(Duration.seconds(start - now).roundedText) from now" }
        return "the certificate is not signed by a trusted authority"
    }

    private static func names(_ certificate: NIOSSLCertificate) -> String {
        let names = certificate._subjectAlternativeNames().prefix(3).compactMap { name -> String? in
            guard case .dnsName = name.nameType else { return nil }
            return name.contents.withUnsafeBufferPointer { Printable.text(bytes: $0, limit: 60) }
        }
        return names.isEmpty ? "" : " but for \(names.joined(separator: ", "))"
    }

    /// `SSLV3_ALERT_HANDSHAKE_FAILURE` out of BoringSSL's colon-separated line.
    private static func reason(_ error: BoringSSLInternalError) -> String {
        let parts = error.description.split(separator: ":")
        let word = parts.last { $0.allSatisfy { $0.isUppercase || $0 == "_" || $0.isNumber } && $0.contains("_") }
        return Printable.text(word.map { $0.lowercased().replacing("_", with: " ") } ?? error.description, limit: 120)
    }
}
