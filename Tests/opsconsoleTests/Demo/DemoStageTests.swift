import ConsoleModel
import ConsoleTestKit
import LaunchCore
import Testing

@testable import opsconsole

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The parts of the demo as they really run, fifty times faster than life.
@Suite(.timeLimit(.minutes(1))) struct DemoStageTests {
    private static let pace = DemoPace(speed: 50)

    private func prepare(_ place: ScratchDirectory, manual: Bool) throws -> DemoStage {
        try DemoStage.prepare(
            at: place("demo"), under: place.path, pace: Self.pace, manual: manual, executable: BuiltProgram.path("opsconsole"))
    }

    /// The port of the web server, as the launch file has it.
    private func port(_ stage: DemoStage) throws -> Int {
        let reading = LaunchReader.read(path: stage.launchPath, environment: [:], directory: "/")
        let service = try #require(reading.plan?.services.first { $0.name == "checkout" })
        guard case .http(let url) = service.target else { throw DemoError("no url") }
        return try #require(Int(url.split(separator: ":")[2].prefix { $0.isNumber }))
    }

    /// Asks until the answer is as wanted; some seconds at most.
    private func wait(_ port: Int, until wanted: (String?) -> Bool) -> Bool {
        let deadline = SystemClock.now().uptime + .seconds(15)
        while SystemClock.now().uptime < deadline {
            if wanted(LoopbackRequest.get("/health", port: port)) { return true }
            usleep(20_000)
        }
        return false
    }

    @Test func aDeployedVersionGoesBadAndTheOldOneHeals() throws {
        let place = try ScratchDirectory()
        let stage = try prepare(place, manual: true)
        defer { stage.endShop() }
        let port = try port(stage)
        #expect(LoopbackRequest.get("/health", port: port)?.contains(#""status": "ok", "version": "1.4.2""#) == true)
        try run("deploy", "1.5.0", stage)
        #expect(wait(port) { $0?.contains(#""status": "ok", "version": "1.5.0""#) == true })
        #expect(wait(port) { $0?.hasPrefix("HTTP/1.1 503 ") == true })
        try run("deploy", "1.4.2", stage)
        try run("restart", nil, stage)
        #expect(wait(port) { $0?.contains(#""status": "ok", "version": "1.4.2""#) == true })
    }

    @Test func thePipelineDeploysByItself() throws {
        let place = try ScratchDirectory()
        let stage = try prepare(place, manual: false)
        defer { stage.endShop() }
        #expect(wait(try port(stage)) { $0?.contains(#""version": "1.5.0""#) == true })
        #expect(stage.directory.contents(of: stage.directory.history) == "1.5.0\n")
    }

    @Test func theShopEndsWithTheStage() throws {
        let place = try ScratchDirectory()
        let stage = try prepare(place, manual: true)
        let port = try port(stage)
        stage.endShop()
        #expect(LoopbackRequest.get("/health", port: port) == nil)
    }

    @Test func theShopClosesOnceTheDemoIsGoneAndNobodyAsks() throws {
        let place = try ScratchDirectory()
        let directory = DemoDirectory(path: place.path)
        try DemoFiles.put(into: directory, pace: Self.pace)
        let nowhere = try Descriptor(opening: "/dev/null", O_RDWR)
        // A lease that ended before the shop began.
        let arguments = ["demo-service", "--directory", place.path, "--speed", "50", "--manual"]
        let shop = try Spawn(BuiltProgram.path("opsconsole"), arguments, descriptors: [nowhere, nowhere, nowhere]).start()
        #expect(shop.wait(atMost: .seconds(10)) == .exit(0))
    }

    @Test func aDirectoryInUseIsRefused() throws {
        let place = try ScratchDirectory()
        #expect(throws: DemoError.self) { _ = try DemoDirectory(making: "/") }
        let made = try DemoDirectory(making: place("new"))
        try made.put("x", into: made.path + "/file")
        #expect(throws: DemoError.self) { _ = try DemoDirectory(making: place("new")) }
    }

    private func run(_ script: String, _ argument: String?, _ stage: DemoStage) throws {
        let process = try Spawn("\(stage.directory.path)/bin/\(script)", argument.map { [$0] } ?? []).start()
        #expect(process.wait(atMost: .seconds(20)) == .exit(0))
    }
}
