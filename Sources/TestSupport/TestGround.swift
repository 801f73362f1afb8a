import Credentials
import Kernel
import Localization
import Spaces
import Web

/// What every test reads and none changes: files compressed, catalogues and well-known passwords parsed once.
struct TestGround: Sendable {
    let resources: Resources
    let files: StaticFiles
    let translations: Translations
    let wellKnownPasswords: WellKnownPasswords

    /// Of this run of the tests.
    static func shared() throws -> TestGround { try once.get() }

    private static let once = Result { try TestGround() }

    /// What parts of the house that the small module takes part in ask of its catalogue.
    private static let words: [LanguageTag: [String: String]] = [
        .english: ["moderation.kind.suggestion": "Suggestions"],
        .french: ["moderation.kind.suggestion": "Propositions"],
    ]

    private init() throws {
        resources = try Resources(root: TestHouse.root, program: ".")
        files = try resources.staticFiles()
        translations = try resources.translations(adding: Self.words) { _, _ in }
        wellKnownPasswords = try resources.wellKnownPasswords()
    }
}
