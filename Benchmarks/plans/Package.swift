// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

// The plan reader alone, from the very files of the product (the folders in Sources are links), so that fuzzing and timing it in a
// release build does not need the network and database libraries built first.
let package = Package(
    name: "opsconsole-plans",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .target(name: "LaunchCore", swiftSettings: strict),
        .target(
            name: "PlanReading",
            dependencies: [
                "LaunchCore", "CCMarkGFM", .product(name: "Yams", package: "Yams"), .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .executableTarget(name: "PlanFuzz", dependencies: ["LaunchCore", "PlanReading"], path: "PlanFuzz", swiftSettings: strict),
        .executableTarget(name: "PlanTiming", dependencies: ["LaunchCore", "PlanReading"], path: "PlanTiming", swiftSettings: strict),
    ]
)
