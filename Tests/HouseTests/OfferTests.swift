import Accounts
import Kernel
import Localization
import Modules
import Operation
import Spaces
import TestSupport
import Testing
import Web

/// Goal: whatever a module tells and offers of its spaces can be read, and asked for by somebody.
///
/// Method: the declarations of every module, against the catalogues and the permissions of the house.
@Suite("Exports and statistics of modules")
struct OfferTests {
    @Test("each has a name of its own, a permission that somebody has, and words in every language")
    func declarations() async throws {
        try await TestHouse.run(modules: ModuleList.all) { house in
            let permissions = Set(house.accounts.rules.map(\.permission))
            var words: [MessageKey] = []
            for type in ModuleList.all as [any SpaceModule.Type] {
                let module = try house.module(type)
                let (exports, statistics) = (module.exports, module.statistics)
                #expect(Set(exports.map(\.name)).count == exports.count)
                #expect(Set(statistics.map(\.name)).count == statistics.count)
                for export in exports {
                    #expect(permissions.contains(export.permission), "\(export.name)")
                    words += [export.title, export.description] + export.fields.map(\.description)
                }
                words += statistics.flatMap { [$0.title, $0.description, $0.unit] }
            }
            for language in [LanguageTag.english, .french] {
                let t = house.pages.translations.translator(for: language)
                for key in words { #expect(t(key) != key.text, "\(language) \(key)") }
            }
        }
    }
}
