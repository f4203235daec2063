import LaunchCore
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One source's talk with its servers: asks, follows redirects within bounds, and keeps connections alive from one look to the
/// next. It is the source's own, so that no other source ever waits for one of its connections. Runs on the poller's event loop;
/// ask one question at a time.
actor HTTPConversation {
    nonisolated let surroundings: Surroundings
    nonisolated var unownedExecutor: UnownedSerialExecutor { surroundings.loop.executor.asUnownedSerialExecutor() }
    private var kept: [HTTPTarget.Origin: HTTPConnection] = [:]

    static let mostRedirects = 5
    /// An older connection is made anew, so that a moved name and a renewed certificate are noticed.
    static let longestLife = TimeAmount.minutes(5)

    init(in surroundings: Surroundings) { self.surroundings = surroundings }

    func ask(_ question: HTTPQuestion, before deadline: Deadline) async throws(Failure) -> HTTPAnswer {
        var question = question
        var seen = [question.target]
        while true {
            var answer = try await askOnce(question, before: deadline)
            if seen.count > 1 { answer.redirectedTo = question.target }
            guard let next = try redirect(answer, of: question) else { return answer }
            if seen.contains(next) { throw Failure(.redirect, "redirects in a circle: \(next.text)") }
            if seen.count > Self.mostRedirects {
                throw Failure(.redirect, "more than \(Self.mostRedirects) redirects, the last to \(next.text)")
            }
            seen.append(next)
            question.target = next
        }
    }

    /// Closes what is kept alive.
    func close() {
        for connection in kept.values { connection.channel.close(promise: nil) }
        kept = [:]
    }

    private func redirect(_ answer: HTTPAnswer, of question: HTTPQuestion) throws(Failure) -> HTTPTarget? {
        guard [301, 302, 303, 307, 308].contains(answer.status), question.method == .GET,
            !question.accepted.contains(where: { $0.contains(answer.status) }), let location = answer.headers.first(name: "location")
        else { return nil }
        let next: HTTPTarget
        do { next = try question.target.redirected(to: location) } catch {
            throw Failure(.redirect, "redirects to something that is no URL: \(Printable.text(location, limit: 100))")
        }
        if question.target.origin.isTLS, !next.origin.isTLS {
            throw Failure(.redirect, "redirects from https to unprotected \(next.text); not followed")
        }
        return next
    }

    /// A kept connection may have been closed by the server just now; that alone is no failure of the service.
    private func askOnce(_ question: HTTPQuestion, before deadline: Deadline) async throws(Failure) -> HTTPAnswer {
        let origin = question.target.origin
        if let connection = kept.removeValue(forKey: origin), connection.isUsable {
            do { return try await ask(question, over: connection, before: deadline) } catch {
                guard error.nothingCame else { throw error.failure }
            }
        }
        let connection = try await connect(question, before: deadline)
        do { return try await ask(question, over: connection, before: deadline) } catch { throw error.failure }
    }

    private func ask(
        _ question: HTTPQuestion, over connection: HTTPConnection, before deadline: Deadline
    ) async throws(HTTPAnswerHandler.Refusal) -> HTTPAnswer {
        let promise = surroundings.loop.makePromise(of: HTTPAnswer.self)
        connection.handler.value.ask(
            head(question, viaProxy: connection.proxy), body: question.body, bodyLimit: question.bodyLimit, before: deadline,
            promise: promise)
        do {
            let answer = try await promise.futureResult.awaited()
            if connection.channel.isActive {
                if kept.count > Self.mostRedirects { close() }
                kept[question.target.origin] = connection
            }
            return answer
        } catch {
            throw error as? HTTPAnswerHandler.Refusal
                ?? HTTPAnswerHandler.Refusal(failure: Failure(talkingTo: question.target.origin.place, error), nothingCame: false)
        }
    }

    private func head(_ question: HTTPQuestion, viaProxy proxy: ProxyRules.Proxy?) -> HTTPRequestHead {
        let target = question.target
        var head = HTTPRequestHead(version: .http1_1, method: question.method, uri: target.path)
        head.headers.add(name: "Host", value: target.origin.authority)
        head.headers.add(name: "User-Agent", value: "opsconsole")
        head.headers.add(name: "Accept", value: question.accept)
        if let credentials = target.credentials { head.headers.add(name: "Authorization", value: "Basic " + credentials.base64) }
        if let proxy, !target.origin.isTLS {
            head.uri = "http://\(target.origin.authority)\(target.path)"
            if let authorization = proxy.authorization { head.headers.add(name: "Proxy-Authorization", value: authorization) }
        }
        if let body = question.body { head.headers.add(name: "Content-Length", value: String(body.utf8.count)) }
        for (name, value) in question.headers { head.headers.add(name: name, value: value) }
        return head
    }

    private func connect(_ question: HTTPQuestion, before deadline: Deadline) async throws(Failure) -> HTTPConnection {
        let origin = question.target.origin
        let proxy = try surroundings.proxies.proxy(for: origin)
        let context = origin.isTLS ? try await surroundings.tls.context(verifying: question.verifiesTLS) : nil
        let pipeline = HTTPPipeline(origin: origin, proxy: proxy, tls: context, openedAt: surroundings.clock().wall)
        // A server may hang up before we are told that it was reached: its handler, which knows why, is out of the pipeline by then.
        let handlers = NIOLoopBoundBox([ObjectIdentifier: HTTPAnswerHandler](), eventLoop: surroundings.loop)
        let connector = Connector(in: surroundings, before: deadline) { channel in
            channel.eventLoop.makeCompletedFuture { handlers.value[ObjectIdentifier(channel)] = try pipeline.install(on: channel) }
        }
        let channel: any Channel
        if let socket = origin.socket {
            channel = try await connector.connect(toSocket: socket)
        } else {
            channel = try await connector.connect(host: proxy?.host ?? origin.host, port: proxy?.port ?? origin.port)
        }
        guard let handler = handlers.value[ObjectIdentifier(channel)] else {
            throw Failure(.reset, "connection to \(origin.place) closed at once")
        }
        return HTTPConnection(
            channel: channel, handler: NIOLoopBound(handler, eventLoop: surroundings.loop), proxy: proxy, openedAt: .now())
    }
}
