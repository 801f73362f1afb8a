import Kernel
import Storage
import Web

/// The languages in which an institution speaks.
extension Tenants {
    /// Throws the refusal of languages that it cannot speak, or without which a text could not be read.
    func check(
        _ wanted: [LanguageTag],
        of site: Site,
        in transaction: inout Transaction
    ) throws {
        guard let first = wanted.first else { throw TenantChange.Refusal.noLanguage }
        if let unknown = wanted.first(where: { !offers($0) }) {
            throw TenantChange.Refusal.languageNotOffered(unknown)
        }
        guard first == site.tenant.defaultLanguage || site.tenant.name.others[first] != nil else {
            throw TenantChange.Refusal.nameless(first)
        }
        let texts = try WrittenTexts.read(of: site, in: &transaction)
        if let lost = texts.lost(speaking: Set(wanted)) {
            throw TenantChange.Refusal.onlyLanguage(lost.in, lost.place)
        }
    }

    /// Its name in the first language stands with the institution, that in others with their texts.
    static func speak(
        _ languages: [LanguageTag],
        _ site: Site,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let name = site.tenant.name
        let former = site.tenant.defaultLanguage
        try TenantStore.speak(languages, in: &transaction)
        guard let first = languages.first, first != former, let own = name.others[first] else {
            return
        }
        try TenantStore.rename(to: own, in: &transaction)
        try TenantTextStore.set(.name, in: first, to: "", in: &transaction)
        try TenantTextStore.set(.name, in: former, to: name.standard, in: &transaction)
    }
}
