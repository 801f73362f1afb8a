import Kernel
import Ledger
import Localization
import Spaces
import Storage
import Web

/// What of public pages is kept for a moment, so that a crowd of readers costs few reads.
struct PetitionReading: Sendable {
    let details = RecentReads<SignedItem, PetitionDetails>(limit: Limits.recentPages)
    let fragments = Fragments<PartName, PartValues>()

    /// What tells the parts of all petitions' pages from one another: an origin is one institution's.
    struct PartName: Hashable, Sendable {
        let part: String
        let subject: Subject
        let origin: String
        let language: LanguageTag
    }

    /// Everything else that such a part is made of.
    struct PartValues: Equatable, Sendable {
        let petition: Petition
        let state: PetitionState
        let days: [LedgerDay]
        let space: Space?
        let tenant: Tenant
        let today: CivilDate
    }

    /// Forgets what was read of some institutions; nil stands for all.
    func forget(of tenants: Set<Tenant.ID>?) {
        details.forget(where: { tenants?.contains($0.tenant) ?? true })
    }
}
