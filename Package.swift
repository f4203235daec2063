// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "opsconsole",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "opsconsole", targets: ["opsconsole"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
    ],
    targets: [
        .target(name: "CPosix"),
        .target(
            name: "CNCurses",
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])), .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]),
        .systemLibrary(
            name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .target(name: "LaunchCore", swiftSettings: strict),
        .target(
            name: "ConsoleModel",
            dependencies: [
                "LaunchCore", "CPosix", "CCMarkGFM", "CPCRE2",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "DequeModule", package: "swift-collections"),
            ],
            swiftSettings: strict),
        .target(name: "ConsoleTUI", dependencies: ["LaunchCore", "CNCurses"], swiftSettings: strict),
        .executableTarget(
            name: "opsconsole",
            dependencies: [
                "LaunchCore", "ConsoleModel", "ConsoleTUI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Themes/dark.yaml", "Themes/mono.yaml"],
            resources: [
                .embedInCode("Demo/Stage/plan.md"), .embedInCode("Demo/Stage/launch.yaml"), .embedInCode("Demo/Stage/bin/deploy"),
                .embedInCode("Demo/Stage/bin/restart"), .embedInCode("Demo/Stage/bin/backup"), .embedInCode("Demo/Stage/bin/smoke-test"),
                .embedInCode("Themes/light.yaml"), .embedInCode("Themes/high-contrast.yaml"), .embedInCode("Themes/colour-blind.yaml"),
                .embedInCode("Themes/solarized.yaml"),
            ],
            swiftSettings: strict),
        .target(
            name: "ConsoleTestKit",
            dependencies: [
                "LaunchCore", "ConsoleModel", "ConsoleTUI",
                .product(name: "CustomDump", package: "swift-custom-dump"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Tests/ConsoleTestKit", swiftSettings: strict),
        .testTarget(name: "LaunchCoreTests", dependencies: ["LaunchCore", "ConsoleTestKit"], swiftSettings: strict),
        .executableTarget(
            name: "JournalWriterFixture", dependencies: ["ConsoleModel", "LaunchCore"], path: "Tests/JournalWriterFixture",
            swiftSettings: strict),
        .executableTarget(
            name: "RunnerFixture", dependencies: ["ConsoleModel", "LaunchCore"], path: "Tests/RunnerFixture", swiftSettings: strict),
        .executableTarget(
            name: "RunnerTorture", dependencies: ["ConsoleModel", "LaunchCore", "ConsoleTestKit", "RunnerFixture"],
            path: "Tests/RunnerTorture", swiftSettings: strict),
        .testTarget(
            name: "ConsoleModelTests",
            dependencies: [
                "ConsoleModel", "LaunchCore", "ConsoleTestKit", "JournalWriterFixture", "RunnerFixture",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .executableTarget(name: "TerminalFixture", dependencies: ["ConsoleTUI"], path: "Tests/TerminalFixture", swiftSettings: strict),
        .testTarget(
            name: "ConsoleTUITests", dependencies: ["ConsoleTUI", "CNCurses", "LaunchCore", "ConsoleTestKit", "TerminalFixture"],
            swiftSettings: strict),
        .testTarget(
            name: "opsconsoleTests", dependencies: ["opsconsole", "ConsoleModel", "ConsoleTUI", "LaunchCore", "ConsoleTestKit"],
            swiftSettings: strict),
    ]
)
