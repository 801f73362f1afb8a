import Testing

@testable import Kernel

/// Goal: short names and language tags hold nothing that could leave its place in an address.
///
/// Method: names at the bounds, and names just beyond them.
@Suite("Short names and language tags")
struct NameTests {
    @Test(
        "a slug has lower-case letters, digits and hyphens inside",
        arguments: ["a", "a-b", "0", "a--b", "x9z"]
    )
    func slug(text: String) {
        #expect(Slug.isValid(text, length: 1...4))
    }

    @Test(
        "any other slug is refused",
        arguments: [
            "", "-a", "a-", "-", "A", "a b", "a_b", "a.b", "a/b", "é", "a\u{301}", "a\0", "%61",
            "abcde", "a\n",
        ]
    )
    func badSlug(text: String) {
        #expect(!Slug.isValid(text, length: 1...4))
    }

    @Test("a slug has hyphens single or double, and no more of them")
    func hyphens() {
        #expect(!Slug.isValid("a---b", length: 1...9))
    }

    @Test("a tenant's short name has two to thirty characters")
    func tenantLength() {
        #expect(Tenant.ID("ab")?.text == "ab")
        #expect(Tenant.ID(String(repeating: "a", count: 30)) != nil)
        #expect(Tenant.ID("a") == nil)
        #expect(Tenant.ID(String(repeating: "a", count: 31)) == nil)
    }

    @Test(
        "a tenant's short name is a label of a host name",
        arguments: ["Ab", "a.b", "a b", "-ab", "ab-", "a/b", "äb", ""]
    )
    func badTenant(text: String) {
        #expect(Tenant.ID(text) == nil)
    }

    @Test("a tenant without languages speaks English")
    func defaultLanguage() throws {
        let id = try #require(Tenant.ID("ab"))

        let silent = Tenant(id: id, name: "A", languages: [], isListed: true)
        let french = Tenant(id: id, name: "A", languages: [.french, .english], isListed: true)

        #expect(silent.defaultLanguage == .english)
        #expect(french.defaultLanguage == .french)
    }

    @Test(
        "a language tag knows its language and its country",
        arguments: [
            ("fr", "fr", nil), ("pt-PT", "pt", "PT"), ("fr-be", "fr", "BE"),
            ("sr-Latn-RS", "sr", "RS"), ("sr-Latn", "sr", nil), ("es-419", "es", nil),
        ] as [(String, String, String?)]
    )
    func tag(text: String, language: String, region: String?) throws {
        let tag = try #require(LanguageTag(text))

        #expect(tag.language == language)
        #expect(tag.region == region)
        #expect(tag.description == text)
    }

    @Test(
        "what cannot be a language tag is refused",
        arguments: [
            "", "f", "fr_FR", "fr FR", "*", "fr/..", "fr\n", "é!", "fr\0", "français", "<fr>",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ]
    )
    func badTag(text: String) {
        #expect(LanguageTag(text) == nil)
    }

    @Test("language tags sort by their text")
    func order() throws {
        let tags = try ["de", "en", "fr", "pt-PT"].map { try #require(LanguageTag($0)) }

        #expect(tags.reversed().sorted() == tags)
    }
}
