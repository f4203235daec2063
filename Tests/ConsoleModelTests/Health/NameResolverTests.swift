import ConsoleTestKit
import Dispatch
import LaunchCore
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import ConsoleModel

@Suite struct NameResolverTests {
    private let loop = MultiThreadedEventLoopGroup.singleton.next()
    /// Names that begin with "slow" are answered when this is signalled.
    private let answer = DispatchSemaphore(value: 0)

    private func resolver(_ asked: @escaping @Sendable (String) -> Void = { _ in }) -> NameResolver {
        NameResolver(on: loop) { [answer] host throws(Failure) in
            asked(host)
            if host.hasPrefix("slow") { answer.wait() }
            if host == "none" { throw Failure(.dns, "no such host: none") }
            do { return [try SocketAddress(ipAddress: "127.0.0.1", port: 0)] } catch { throw Failure(.other, "\(error)") }
        }
    }

    private func ask(_ resolver: NameResolver, _ host: String, within: Duration = .seconds(30)) async -> Result<[Int?], Failure> {
        do throws(Failure) {
            return .success(try await resolver.addresses(of: host, port: 80, before: Deadline(within)).map(\.port))
        } catch { return .failure(error) }
    }

    @Test(.timeLimit(.minutes(1))) func aSlowNameServerHoldsUpOnlyTheNamesItServes() async {
        let resolver = resolver()
        async let slow = ask(resolver, "slow.example", within: .milliseconds(200))
        for _ in 0..<20 { #expect(await ask(resolver, "fast.example") == .success([80])) }
        #expect(await ask(resolver, "none") == .failure(Failure(.dns, "no such host: none")))
        #expect(await slow == .failure(Failure(.timeout, "no answer within 200ms: looking up slow.example")))
        answer.signal()
    }

    @Test(.timeLimit(.minutes(1))) func thoseWhoAskForOneNameShareTheLookUp() async {
        let asked = Mutex(0)
        let resolver = resolver { _ in asked.withLock { $0 += 1 } }
        await withTaskGroup { group in
            for _ in 0..<10 { group.addTask { await ask(resolver, "slow.example", within: .milliseconds(100)) } }
            for await result in group { #expect(throws: Failure.self) { try result.get() } }
        }
        #expect(asked.withLock { $0 } == 1)
        answer.signal()
    }

    @Test(.timeLimit(.minutes(1))) func neverMoreThreadsThanBounded() async {
        let resolver = resolver()
        await withTaskGroup { group in
            for number in 0..<80 { group.addTask { await ask(resolver, "slow\(number).example", within: .milliseconds(300)) } }
            var refused = 0
            for await result in group where result == .failure(Failure(.dns, "too many name look-ups under way")) { refused += 1 }
            #expect(refused == 80 - NameResolver.mostAtOnce)
        }
        for _ in 0..<NameResolver.mostAtOnce { answer.signal() }
    }
}
