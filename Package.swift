// swift-tools-version: 6.0
import PackageDescription

// Modules import one way: Ledger ← Records ← Accounts ← Scoring ← Audits ← Reports ← taizhang (see docs/architecture.md).
/// Debug builds, in which the tests run, check at each access to a class's property that no other access to it is under
/// way; the modules that replay is measured by leave that out of release builds, where it took an eighth of the time.
let fast: [SwiftSetting] = [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

let package = Package(
    name: "taizhang",
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    ],
    targets: [
        .target(
            name: "Ledger",
            dependencies: [
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                "CNettle",
            ],
            swiftSettings: fast),
        .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
        .target(name: "Records", dependencies: ["Ledger"], swiftSettings: fast),
        .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
        .target(name: "Sheets", dependencies: ["Ledger", "CExpat", "CZip"]),
        .target(name: "Intake", dependencies: ["Records", "Sheets"]),
        .target(name: "Accounts", dependencies: ["Records"], swiftSettings: fast),
        .target(
            name: "Scoring",
            dependencies: ["Accounts", .product(name: "BigInt", package: "BigInt")],
            resources: [
                .embedInCode("Resources/changxing-2020.json"), .embedInCode("Resources/changxing-2020-plan.json"),
            ]),
        .target(name: "Oversight", dependencies: ["Scoring"]),
        .target(name: "Programmes", dependencies: ["Oversight"]),
        .target(name: "Audits", dependencies: ["Programmes"]),
        .target(
            name: "Reports",
            dependencies: ["Audits", "Oversight", "Programmes", "Intake", .product(name: "BigInt", package: "BigInt")]),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "Workbooks", dependencies: ["CXLSXWriter"]),
        .target(name: "ReportWorkbooks", dependencies: ["Reports", "Workbooks"]),
        .target(name: "ExampleCounty", dependencies: ["Scoring"]),
        .target(name: "ExampleLedger", dependencies: ["ExampleCounty", "Audits"]),
        .executableTarget(
            name: "example-county",
            dependencies: [
                "ExampleLedger", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "taizhang",
            dependencies: [
                "Reports", "ReportWorkbooks", "Intake", "Workbooks",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            // A link to Scripts/: a dispute's folder brings the verifier along.
            resources: [.embedInCode("Resources/verify_receipt.py")]),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "ExampleCounty", "Audits", "Intake", "Workbooks", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Benchmarks", exclude: ["read_workbook.py"]),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Ledger", "TestSupport", .product(name: "GRDBSQLite", package: "GRDB.swift")]),
        .target(
            name: "ReferenceModel", dependencies: ["Scoring", .product(name: "BigInt", package: "BigInt")],
            path: "Tests/ReferenceModel"),
        .target(
            name: "TestSupport", dependencies: ["Scoring", "CZip", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Tests/TestSupport"),
        // SQLite's virtual file system over a disk that fails when a test says so.
        .target(name: "FaultVFS", path: "Tests/FaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "TortureRigs",
            dependencies: [
                "Reports", "ReportWorkbooks", "ExampleCounty", "FaultVFS", "ReferenceModel", "TestSupport", "CZip",
                .product(name: "BigInt", package: "BigInt"), .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            path: "Tests/TortureRigs"),
        .executableTarget(
            name: "torture",
            dependencies: ["TortureRigs", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Tests/TortureCommand"),
        .testTarget(
            name: "TortureTests",
            dependencies: [
                "TortureRigs", "TestSupport", "torture", "taizhang", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Finds"]),
        .testTarget(name: "SheetsTests", dependencies: ["Sheets", "CZip"]),
        .testTarget(
            name: "IntakeTests", dependencies: ["Intake", "Programmes", "ReportWorkbooks", "TestSupport"],
            exclude: ["Fixtures", "Golden"]),
        .testTarget(name: "RecordsTests", dependencies: ["Reports", "TestSupport"], exclude: ["Golden"]),
        .testTarget(
            name: "AccountsTests",
            dependencies: ["Scoring", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(name: "ScoringTests", dependencies: ["Reports", "TestSupport"]),
        .testTarget(
            name: "SchemeTests",
            dependencies: ["Audits", "ReferenceModel", "TestSupport", .product(name: "BigInt", package: "BigInt")],
            exclude: ["Resources"]),
        .testTarget(
            name: "CommandLineTests",
            dependencies: ["taizhang", "Reports", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
            exclude: ["Golden"]),
        .testTarget(name: "ConformanceTests", dependencies: ["Scoring", "TestSupport"], exclude: ["Cases"]),
        .testTarget(name: "PropertyTests", dependencies: ["Audits", "Programmes", "ReferenceModel", "TestSupport"]),
        .testTarget(
            name: "OversightTests", dependencies: ["ExampleLedger", "Reports", "TestSupport"], exclude: ["Golden"]),
        .testTarget(name: "ProgrammesTests", dependencies: ["Reports", "Intake", "TestSupport"]),
        .testTarget(name: "AuditsTests", dependencies: ["Audits", "ExampleLedger", "TestSupport"]),
        // The program itself is among the dependencies so that the tests that start it find it built.
        .testTarget(name: "ProofTests", dependencies: ["Reports", "TestSupport", "taizhang"]),
        .testTarget(
            name: "UpgradeTests",
            dependencies: ["Scoring", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
            exclude: ["Fixtures"]),
        .testTarget(name: "WorkbooksTests", dependencies: ["Workbooks", "TestSupport"]),
        .testTarget(name: "ReportsTests", dependencies: ["Reports", "TestSupport"], exclude: ["Golden"]),
        .testTarget(name: "ReportWorkbooksTests", dependencies: ["ReportWorkbooks", "TestSupport"]),
        .testTarget(
            name: "ExampleCountyTests",
            dependencies: [
                "ExampleLedger", "Programmes", "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// Only for Scripts/torture --fuzz, which names the toolchain's libFuzzer: the program's own modules tell it where they
// branch. Without the name there is no such target.
if let library = Context.environment["TAIZHANG_LIBFUZZER"] {
    for target in package.targets where target.type == .regular && target.path == nil {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer"])]
    }
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["TortureRigs"], path: "Tests/FuzzCommand",
            linkerSettings: [.unsafeFlags([library]), .linkedLibrary("stdc++")]))
}
