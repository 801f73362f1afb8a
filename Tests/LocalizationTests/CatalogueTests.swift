import Kernel
import Localization
import Spaces
import TestSupport
import Testing

/// Goal: every language says everything, with the same values, as its grammar and typography ask.
///
/// Method: all catalogues of the program, against each other and file by file.
@Suite("Catalogues")
struct CatalogueTests {
    @Test("all languages have the same keys, and the same values in each message")
    func sameKeys() throws {
        let all = try Self.load().all
        let english = try #require(all.first { $0.language == .english })

        #expect(all.count > 1)
        for catalogue in all {
            #expect(
                catalogue.keys.subtracting(english.keys).sorted() == [],
                "\(catalogue.language)"
            )
            #expect(
                english.keys.subtracting(catalogue.keys).sorted() == [],
                "\(catalogue.language)"
            )
            for key in english.keys.sorted() {
                let names = catalogue.placeholders(of: key)
                #expect(names == english.placeholders(of: key), "\(catalogue.language) \(key)")
            }
        }
    }

    @Test("each folder of catalogues has the same languages, and each file the same keys")
    func sameFiles() throws {
        let byFolder = Dictionary(grouping: try SourceText.catalogues()) { path, _ in
            path.split(separator: "/").dropLast().joined(separator: "/")
        }

        let languages = try Self.load().languages.map(\.text)
        for (folder, files) in byFolder {
            let keys = Set(files.map { file in Set(file.value.keys.map(Self.stem)) })

            #expect(
                files.compactMap { Self.language(of: $0.key) }.sorted() == languages,
                "\(folder)"
            )
            #expect(keys.count == 1, "\(folder)")
        }
    }

    @Test("each message has the plural forms of its language, no more and no fewer")
    func pluralForms() throws {
        for (path, texts) in try SourceText.catalogues() {
            let language = try #require(Self.language(of: path).flatMap { LanguageTag($0) })
            let plurals = texts.keys.compactMap { Catalogue.plural($0) }

            for (stem, forms) in Dictionary(grouping: plurals, by: \.stem) {
                let wanted = PluralRule(language: language).categories
                #expect(Set(forms.map(\.category)) == wanted, "\(path) \(stem)")
            }
        }
    }

    @Test("the form for many things shows how many")
    func countIsShown() throws {
        for (path, texts) in try SourceText.catalogues() {
            for (key, text) in texts where key.hasSuffix("_other") {
                #expect(text.contains("{{count}}"), "\(path) \(key)")
            }
        }
    }

    @Test("no file has a key twice: a reader of JSON would keep one of them in silence")
    func duplicates() throws {
        for (path, text) in try SourceText.files(ending: ".json") where path.contains("/Locales/") {
            let keys = text.split(separator: "\n").compactMap { line -> Substring? in
                let parts = line.split(separator: "\"", maxSplits: 2)
                return parts.count == 3 && parts[2].hasPrefix(":") ? parts[1] : nil
            }

            let twice = Dictionary(grouping: keys, by: \.self).filter { $0.value.count > 1 }
            let read = try SourceText.catalogues()[path]

            #expect(twice.keys.sorted() == [], "\(path)")
            #expect(keys.count == read?.count, "\(path) has one key a line")
        }
    }

    @Test("no message is empty, or begins or ends with a space")
    func trimmed() throws {
        for (path, texts) in try SourceText.catalogues() {
            for (key, text) in texts where key != "number.group" {
                let ends = [text.first, text.last].compactMap(\.self)
                #expect(ends.count == 2 && !ends.contains(where: \.isWhitespace), "\(path) \(key)")
            }
        }
    }

    @Test("French has a no-break space, and never a plain one, before : ; ! ? % » and after «")
    func frenchTypography() throws {
        for (path, texts) in try SourceText.catalogues() where Self.language(of: path) == "fr" {
            for (key, text) in texts {
                let plain = [" :", " ;", " !", " ?", " %", " »", "« "].filter(text.contains)
                #expect(plain == [], "\(path) \(key): \(text)")
                #expect(!text.contains("'"), "\(path) \(key) has a straight apostrophe")
            }
        }
    }

    @Test("a sign with two parts never stands against the word before it in French")
    func frenchSpaces() throws {
        for (path, texts) in try SourceText.catalogues() where Self.language(of: path) == "fr" {
            for (key, text) in texts {
                for (before, sign) in zip(text, text.dropFirst()) where ":;!?".contains(sign) {
                    let isSpaced = before == "\u{A0}" || before == "\u{202F}"
                    #expect(isSpaced, "\(path) \(key): \(text)")
                }
            }
        }
    }

    static func load() throws -> Translations {
        try Resources(root: TestHouse.root, program: ".").translations { _, _ in }
    }

    private static func stem(_ key: String) -> String { Catalogue.plural(key)?.stem ?? key }

    /// `fr` of `…/Locales/fr.json`.
    private static func language(of path: String) -> String? {
        path.split(separator: "/").last.map { String($0.dropLast(".json".count)) }
    }
}
