import LaunchCore
import NIOCore
import NIOSSL

/// The TLS settings every connection shares. Reading the system's trusted certificates takes tens of milliseconds, so it is done
/// once, on first use, away from the event loop.
actor TLSContexts {
    nonisolated let loop: any EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }
    /// `SSL_CERT_FILE`, which names other trusted certificates to OpenSSL, curl and Go alike.
    private let trustFile: String?
    private var contexts: [Bool: EventLoopFuture<NIOSSLContext>] = [:]

    init(on loop: any EventLoop, environment: [String: String]) {
        self.loop = loop
        trustFile = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// - Parameter verifying: false only where the launch file says `insecure: true`.
    func context(verifying: Bool) async throws(Failure) -> NIOSSLContext {
        let making = contexts[verifying] ?? make(verifying: verifying)
        contexts[verifying] = making
        do throws(Failure) { return try await making.value() } catch {
            // The file may be repaired meanwhile.
            contexts[verifying] = nil
            throw error
        }
    }

    private func make(verifying: Bool) -> EventLoopFuture<NIOSSLContext> {
        Aside.run("trusted certificates", on: loop) { [trustFile] () throws(Failure) in
            do { return try Self.make(verifying: verifying, trustFile: trustFile) } catch {
                throw Failure(.tls, "cannot read the trusted certificates\(trustFile.map { " of \($0)" } ?? "")")
            }
        }
    }

    private static func make(verifying: Bool, trustFile: String?) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        configuration.certificateVerification = verifying ? .fullVerification : .none
        if let trustFile { configuration.trustRoots = .file(trustFile) }
        return try NIOSSLContext(configuration: configuration)
    }
}
