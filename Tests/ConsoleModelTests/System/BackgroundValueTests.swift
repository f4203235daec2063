import ConsoleModel
import Dispatch
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A value made on another thread, for a loop that waits in poll(2).
@Suite struct BackgroundValueTests {
    @Test func whoWaitsGetsItAndTheLoopIsWokenOnce() throws {
        let value = try BackgroundValue { 42 }
        #expect(value.wait(milliseconds: 30_000) == 42)
        #expect(value.value == 42)
        value.drainWake()
        #expect(!isReadable(value.wakeDescriptor), "else the loop would never rest")
        #expect(value.wait(milliseconds: 0) == 42)
    }

    @Test func whoDoesNotWantToWaitGoesOnWithoutIt() throws {
        let gate = DispatchSemaphore(value: 0)
        let value = try BackgroundValue {
            gate.wait()
            return "late"
        }
        #expect(value.wait(milliseconds: 0) == nil && !isReadable(value.wakeDescriptor))
        gate.signal()
        #expect(value.wait(milliseconds: 30_000) == "late")
    }

    private func isReadable(_ descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0
    }
}
