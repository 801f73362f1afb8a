import Kernel
import Web

/// One state of a legal page, in the languages in which somebody has written it.
struct LegalVersion: Sendable, Hashable {
    let page: SiteLook.Link
    /// From 1, without gaps.
    let number: Int
    /// From when it is read by everybody; nil for a draft.
    let inForceAt: Instant?
    /// Whether it is the text that comes with the program; what was written for it stands nowhere then.
    let isBuiltIn: Bool
    let languages: Set<LanguageTag>

    /// Whether it is a draft in the institution's own words.
    var isWritten: Bool { inForceAt == nil && !isBuiltIn }

    func isInForce(at now: Instant) -> Bool { inForceAt.map { $0 <= now } ?? false }

    /// In which language it is read: the reader's, or else the institution's first, or any.
    func language(for reader: LanguageTag, of tenant: Tenant) -> LanguageTag? {
        ([reader] + tenant.languages).first(where: languages.contains) ?? languages.min()
    }
}
