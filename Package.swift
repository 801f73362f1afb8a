// swift-tools-version:6.2
import PackageDescription

// The architecture as a list. A target may import only what stands below it here
// (docs/ARCHITECTURE.md#the-map); the build refuses any other import.

// Products of other packages.

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let configuration = Target.Dependency.product(
    name: "Configuration",
    package: "swift-configuration"
)
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(
    name: "NIOHTTPTypesHTTP1",
    package: "swift-nio-extras"
)
let serviceLifecycle = Target.Dependency.product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let unixSignals = Target.Dependency.product(
    name: "UnixSignals",
    package: "swift-service-lifecycle"
)

// How every target of ours is compiled.

let language: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .treatAllWarnings(as: .error),
]

// Targets that touch C mark every unsafe use.
let memorySafe: [SwiftSetting] = language + [.strictMemorySafety()]

/// A participatory space: a folder that can be deleted.
///
/// With it go its element of `modules` and its lines in `Sources/Modules/ModuleList.swift`. None imports
/// another.
struct Module {
    let name: String
    /// What its rules, pages and tables are made of.
    let sources: [Target.Dependency]
    /// What its operator and others do at the command line, beside the module itself.
    let commands: [Target.Dependency]
    /// Its tests, beside the module itself.
    let tests: [Target.Dependency]
    /// Tests of the built program that need it.
    let programTests: [Target.Dependency]

    /// What whoever needs all of it imports.
    var dependencies: [Target.Dependency] {
        [.target(name: name), .target(name: name + "Commands")]
    }

    var targets: [Target] {
        let module = Target.Dependency.target(name: name)
        let folder = "Modules/\(name)/"
        return [
            .target(
                name: name,
                dependencies: sources,
                path: folder + "Sources",
                swiftSettings: language
            ),
            .target(
                name: name + "Commands",
                dependencies: [module, "Operation"] + commands,
                path: folder + "Commands",
                swiftSettings: language
            ),
            .testTarget(
                name: name + "Tests",
                dependencies: [module, "TestSupport"] + tests,
                path: folder + "Tests",
                swiftSettings: language
            ),
            .testTarget(
                name: name + "ProgramTests",
                dependencies: ["Server", "ProgramSupport", "TestSupport"] + programTests,
                path: folder + "ProgramTests",
                swiftSettings: language
            ),
        ]
    }
}

// Layers and engines, the lowest first.

let layers: [Target] = [
    .target(name: "Kernel", swiftSettings: language),
    .target(
        name: "Localization",
        dependencies: ["Kernel"],
        exclude: ["Locales"],
        swiftSettings: language
    ),
    .systemLibrary(
        name: "CCMark",
        providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]
    ),
    .target(name: "Text", dependencies: ["CCMark", "Kernel"], swiftSettings: memorySafe),
    .systemLibrary(
        name: "CZlib",
        pkgConfig: "zlib",
        providers: [.apt(["zlib1g-dev"])]
    ),
    .target(name: "Compression", dependencies: ["CZlib"], swiftSettings: memorySafe),
    .target(
        name: "Markup",
        dependencies: ["Text", "Localization", "Compression", "Kernel"],
        exclude: ["Locales"],
        swiftSettings: language
    ),
    .target(name: "Storage", dependencies: ["Kernel"], swiftSettings: language),
    .target(
        name: "Pictures",
        dependencies: ["Compression"],
        swiftSettings: language
    ),
    .systemLibrary(
        name: "CQPDF",
        pkgConfig: "libqpdf",
        providers: [.apt(["libqpdf-dev"])]
    ),
    .target(
        name: "Documents",
        dependencies: ["Pictures", "CQPDF"],
        swiftSettings: memorySafe
    ),
    .target(
        name: "Vault",
        dependencies: ["Kernel", crypto, cryptoExtras],
        swiftSettings: language
    ),
    .systemLibrary(
        name: "CQRCode",
        pkgConfig: "libqrencode",
        providers: [.apt(["libqrencode-dev"])]
    ),
    .systemLibrary(
        name: "CIDN",
        pkgConfig: "libidn2",
        providers: [.apt(["libidn2-dev"])]
    ),
    .target(
        name: "Credentials",
        dependencies: ["Kernel", "CQRCode", "CIDN", crypto, cryptoExtras],
        swiftSettings: memorySafe
    ),
    .target(
        name: "Audit",
        dependencies: ["Storage", "Vault", "Kernel"],
        swiftSettings: language
    ),
    .target(
        name: "Search",
        dependencies: ["Storage", "Text", "Kernel"],
        swiftSettings: language
    ),
    .target(
        name: "Ledger",
        dependencies: ["Storage", "Kernel", logging, serviceLifecycle],
        swiftSettings: language
    ),
    .target(
        name: "OpenID",
        dependencies: ["Credentials", "Kernel", crypto, jwt],
        swiftSettings: language
    ),
    .target(
        name: "Jobs",
        dependencies: ["Storage", "Kernel", logging, serviceLifecycle],
        swiftSettings: language
    ),
    .systemLibrary(
        name: "CCurl",
        pkgConfig: "libcurl",
        providers: [.apt(["libcurl4-openssl-dev"])]
    ),
    .target(
        name: "Mail",
        dependencies: [
            "Credentials", "Jobs", "Storage", "Vault", "Markup", "Localization", "Kernel",
            "CCurl", logging,
        ],
        exclude: ["Locales"],
        swiftSettings: memorySafe
    ),
    .target(
        name: "Web",
        dependencies: [
            "Compression", "Search", "Storage", "Markup", "Text", "Localization", "Kernel",
            hummingbird,
            hummingbirdCore, httpTypes, logging, nioCore, nioHTTP1, nioHTTPTypes,
            nioHTTPTypesHTTP1, serviceLifecycle, unixSignals,
        ],
        exclude: ["Locales"],
        swiftSettings: language
    ),
    .target(
        name: "Files",
        dependencies: [
            "Web", "Jobs", "Documents", "Pictures", "Vault", "Storage", "Markup",
            "Localization", "Kernel",
            crypto, hummingbird, httpTypes, logging, nioCore, systemPackage,
        ],
        exclude: ["Locales"],
        swiftSettings: memorySafe
    ),
    .systemLibrary(
        name: "CZip",
        pkgConfig: "libzip",
        providers: [.apt(["libzip-dev"])]
    ),
    .target(name: "Archives", dependencies: ["Kernel", "CZip"], swiftSettings: memorySafe),
    .target(
        name: "Accounts",
        dependencies: [
            "Archives", "Audit", "Web", "Mail", "Jobs", "OpenID", "Credentials", "Storage",
            "Vault", "Markup", "Text", "Localization", "Kernel", hummingbird, httpTypes, logging,
        ],
        exclude: ["Locales"],
        swiftSettings: language
    ),
    .target(
        name: "Notifications",
        dependencies: [
            "Accounts", "Web", "Mail", "Jobs", "Storage", "Vault", "Markup", "Text",
            "Localization", "Kernel", hummingbird, logging,
        ],
        exclude: ["Locales"],
        swiftSettings: language
    ),
    .target(
        name: "Work",
        dependencies: [
            "Accounts", "Files", "Web", "Jobs", "Storage", "Vault", "Markup", "Text",
            "Localization", "Kernel", hummingbird, logging,
        ],
        exclude: ["Locales"],
        swiftSettings: language
    ),
    // For trying out only: the program mounts it with --development and not otherwise.
    .target(
        name: "DevelopmentProvider",
        dependencies: [
            "Web", "OpenID", "Credentials", "Markup", "Localization", "Kernel", crypto,
            hummingbird, httpTypes, jwt, nioCore,
        ],
        exclude: ["Locales"],
        swiftSettings: language
    ),
    .target(
        name: "Moderation",
        dependencies: [
            "Accounts", "Audit", "Notifications", "Web", "Mail", "Jobs", "Storage", "Vault",
            "Markup",
            "Text", "Localization", "Kernel", hummingbird, httpTypes, logging,
        ],
        exclude: ["Locales"],
        swiftSettings: language
    ),
    .target(
        name: "Comments",
        dependencies: [
            "Moderation", "Accounts", "Audit", "Files", "Notifications", "Web", "Work", "Storage",
            "Vault", "Markup", "Text", "Localization", "Kernel", hummingbird, httpTypes,
        ],
        exclude: ["Locales"],
        swiftSettings: language
    ),
    .target(
        name: "Spaces",
        dependencies: [
            "Accounts", "Archives", "Audit", "Comments", "DevelopmentProvider", "Credentials",
            "Files", "Web", "Ledger", "Mail", "Moderation", "Jobs", "Notifications", "OpenID",
            "Vault", "Pictures", "Search", "Storage",
            "Markup", "Text", "Localization", "Kernel", "Work",
            hummingbird, httpTypes, logging, nioCore, serviceLifecycle,
        ],
        exclude: ["Locales"],
        swiftSettings: language
    ),

    // Engines: only the program and tests know which one runs.
    .target(
        name: "StorageSQLite",
        dependencies: ["Storage", "Kernel", grdb, grdbSQLite],
        swiftSettings: memorySafe
    ),

    .systemLibrary(
        name: "CPostgres",
        pkgConfig: "libpq",
        providers: [.apt(["libpq-dev"])]
    ),
    .target(
        name: "StoragePostgres",
        dependencies: ["Storage", "Kernel", "CPostgres", crypto, systemPackage],
        swiftSettings: memorySafe
    ),

    // What commands share: settings, files, and the installation put together.
    .target(
        name: "Operation",
        dependencies: [
            "Spaces", "Accounts", "Audit", "DevelopmentProvider", "OpenID", "Credentials", "Files",
            "Web",
            "Ledger", "Mail", "Jobs", "Vault", "StoragePostgres", "StorageSQLite", "Storage",
            "Localization", "Kernel", argumentParser, configuration, hummingbird,
            hummingbirdCore, logging, nioCore, serviceLifecycle, systemPackage,
        ],
        swiftSettings: language
    ),
]

// Modules.

let modules: [Module] = [
    Module(
        name: "Initiatives",
        sources: [
            "Spaces", "Accounts", "Audit", "Comments", "Credentials", "Files", "Web", "Ledger",
            "Jobs", "Vault", "Pictures", "Search", "Storage", "Markup", "Text", "Localization",
            "Kernel", "Moderation", "Work", hummingbird, httpTypes,
            logging, nioCore,
        ],
        commands: [
            "Spaces", "Web", "Ledger", "Vault", "Markup", "Text", "Kernel", argumentParser,
        ],
        tests: [
            "Spaces", "Accounts", "Audit", "Credentials", "Web", "Ledger", "Jobs", "Vault",
            "Search", "Storage", "Text", "Localization", "Markup", "Kernel", "Moderation",
            "Comments",
        ],
        programTests: ["Initiatives", "Operation", "StorageSQLite", "Storage", "Kernel"]
    ),
    Module(
        name: "Petitions",
        sources: [
            "Spaces", "Accounts", "Audit", "Comments", "Credentials", "Files", "Web", "Ledger",
            "Jobs", "Mail", "Moderation", "Notifications", "Vault", "Pictures", "Search", "Storage",
            "Markup", "Text", "Localization", "Kernel", "Work", hummingbird, httpTypes, logging,
            nioCore,
        ],
        commands: [
            "Spaces", "Web", "Ledger", "Vault", "Markup", "Text", "Kernel", argumentParser,
        ],
        tests: [
            "Spaces", "Accounts", "Audit", "Comments", "Credentials", "Files", "Web", "Ledger",
            "Jobs", "Mail", "Moderation", "Notifications", "OpenID", "Vault", "Search", "Storage",
            "Text", "Localization", "Markup", "Kernel", "Work",
        ],
        programTests: ["Petitions", "Operation", "StorageSQLite", "Storage", "Kernel"]
    ),
]

// The program.

let program: [Target] = [
    // Every module that there is: what the program and the tests of the house go through.
    .target(
        name: "Modules",
        dependencies: ["Operation"] + modules.flatMap(\.dependencies),
        swiftSettings: language
    ),
    .executableTarget(
        name: "Server",
        dependencies: [
            "Modules", "Accounts", "Audit", "Credentials", "OpenID", "Files", "Documents",
            "Operation",
            "Spaces", "Web", "Ledger", "Jobs", "Mail",
            "Pictures", "Storage",
            "Vault",
            "Markup", "Localization", "Kernel", argumentParser, nioCore,
        ],
        swiftSettings: language
    ),
]

// Tests: what a target promises, beside it; what crosses targets, in Tests/.

let tests: [Target] = [
    .target(
        name: "TestSupport",
        dependencies: [
            "Spaces", "Accounts", "Audit", "Comments", "DevelopmentProvider", "Credentials",
            "OpenID", "Files", "Web",
            "Ledger", "Mail", "Moderation", "Jobs", "Notifications", "Work", "Vault",
            "StoragePostgres", "StorageSQLite", "Storage", "CPostgres", "Localization", "Markup",
            "Text", "Kernel",
            hummingbird, hummingbirdCore,
            logging,
            nioCore, nioPosix, crypto, cryptoExtras, jwt, httpTypes, serviceLifecycle,
        ],
        swiftSettings: language
    ),
    // The built program as an operator has it: for tests of the house and of modules.
    .target(
        name: "ProgramSupport",
        dependencies: ["TestSupport", "Storage", "Kernel"],
        path: "Tests/ProgramSupport",
        swiftSettings: language
    ),
    .testTarget(name: "KernelTests", dependencies: ["Kernel"], swiftSettings: language),
    .testTarget(
        name: "CompressionTests",
        dependencies: ["Compression"],
        swiftSettings: language
    ),
    .testTarget(
        name: "LocalizationTests",
        dependencies: ["Localization", "Kernel", "Spaces", "TestSupport"],
        swiftSettings: language
    ),
    .testTarget(
        name: "TextTests",
        dependencies: ["Text", "Markup", "Kernel"],
        swiftSettings: language
    ),
    .testTarget(
        name: "SearchTests",
        dependencies: ["Search", "Storage", "Spaces", "Text", "Kernel", "TestSupport"],
        swiftSettings: language
    ),
    .testTarget(
        name: "MarkupTests",
        dependencies: ["Markup", "Localization", "Kernel"],
        swiftSettings: language
    ),
    .testTarget(
        name: "StorageTests",
        dependencies: [
            "Storage", "StoragePostgres", "StorageSQLite", "Kernel", "TestSupport",
        ],
        swiftSettings: language
    ),
    .testTarget(
        name: "PostgresTests",
        dependencies: [
            "Audit", "Spaces", "Web", "Ledger", "StoragePostgres", "Storage", "Vault", "Kernel",
            "TestSupport", logging,
        ],
        exclude: ["cutting_proxy.py"],
        swiftSettings: language
    ),
    .testTarget(
        name: "VaultTests",
        dependencies: ["Vault", "Kernel", "TestSupport"],
        swiftSettings: language
    ),
    .testTarget(
        name: "OpenIDTests",
        dependencies: ["OpenID", "Credentials", "Kernel", "TestSupport"],
        swiftSettings: language
    ),
    .testTarget(
        name: "DevelopmentProviderTests",
        dependencies: [
            "DevelopmentProvider", "OpenID", "Spaces", "Web", "Kernel", "TestSupport",
        ],
        swiftSettings: language
    ),
    .testTarget(
        name: "CredentialsTests",
        dependencies: ["Credentials", "Kernel", "TestSupport"],
        swiftSettings: language
    ),
    .testTarget(
        name: "LedgerTests",
        dependencies: [
            "Ledger", "Storage", "Kernel", "TestSupport", logging,
        ],
        swiftSettings: language
    ),
    .testTarget(
        name: "AuditTests",
        dependencies: ["Audit", "Spaces", "Web", "Storage", "Vault", "Kernel", "TestSupport"],
        swiftSettings: language
    ),
    .testTarget(
        name: "ArchivesTests",
        dependencies: ["Archives", "Kernel", "TestSupport"],
        swiftSettings: language
    ),
    .testTarget(
        name: "AccountsTests",
        dependencies: [
            "Accounts", "Credentials", "Mail", "OpenID", "Spaces", "Web", "Storage", "Vault",
            "Localization", "Markup", "Kernel", "TestSupport", logging,
        ],
        swiftSettings: language
    ),
    .testTarget(
        name: "JobsTests",
        dependencies: ["Jobs", "Storage", "Kernel", "TestSupport", logging, serviceLifecycle],
        swiftSettings: language
    ),
    .testTarget(
        name: "MailTests",
        dependencies: [
            "Mail", "Jobs", "Spaces", "Web", "Storage", "Localization", "Kernel", "TestSupport",
        ],
        exclude: ["sink.py"],
        swiftSettings: language
    ),
    .testTarget(
        name: "WebTests",
        dependencies: [
            "Web", "Compression", "Markup", "Localization", "Kernel", "TestSupport",
            hummingbird, hummingbirdCore, httpTypes, logging, nioCore, serviceLifecycle,
        ],
        swiftSettings: language
    ),
    .testTarget(
        name: "PicturesTests",
        dependencies: ["Pictures", "Compression"],
        swiftSettings: language
    ),
    .testTarget(
        name: "DocumentsTests",
        dependencies: ["Documents", "Pictures"],
        swiftSettings: language
    ),
    .testTarget(
        name: "FilesTests",
        dependencies: [
            "Server", "Files", "Documents", "Pictures", "Compression", "Accounts", "Spaces",
            "Web",
            "Jobs", "Moderation", "Vault", "Storage", "Markup", "Localization", "Kernel",
            "TestSupport", "Work", crypto, hummingbird, systemPackage,
        ],
        swiftSettings: language
    ),
    .testTarget(
        name: "CommentsTests",
        dependencies: [
            "Comments", "Moderation", "Spaces", "Accounts", "Audit", "Credentials", "Jobs", "Mail",
            "Notifications", "Search", "Storage", "Text", "Web", "Work", "Localization", "Markup",
            "Kernel", "TestSupport",
        ],
        swiftSettings: language
    ),
    .testTarget(
        name: "ModerationTests",
        dependencies: [
            "Moderation", "Spaces", "Accounts", "Audit", "Credentials", "Jobs", "Mail",
            "Notifications", "Storage", "Text", "Vault", "Web", "Localization", "Markup", "Kernel",
            "TestSupport",
        ],
        swiftSettings: language
    ),
    .testTarget(
        name: "SpacesTests",
        dependencies: [
            "Spaces", "Accounts", "Audit", "Localization", "Web", "Mail", "Moderation", "Jobs",
            "Files", "Notifications", "OpenID", "Work", "Vault", "Pictures", "Storage", "Text",
            "Kernel",
            "TestSupport",
        ],
        swiftSettings: language
    ),
    .testTarget(
        name: "HouseTests",
        dependencies: [
            "Server", "Modules", "StorageSQLite", "Operation", "Spaces", "Accounts", "Web",
            "Mail", "Jobs", "Localization", "Storage", "Kernel", "ProgramSupport",
            "TestSupport",
        ],
        swiftSettings: language
    ),
]

let package = Package(
    name: "parvis",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "parvis", targets: ["Server"])],
    dependencies: [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            from: "2.28.1",
            traits: []
        ),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle",
            from: "2.13.0"
        ),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: layers + modules.flatMap(\.targets) + program + tests,
    swiftLanguageModes: [.v6]
)
