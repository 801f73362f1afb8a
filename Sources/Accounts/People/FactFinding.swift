import Credentials
import Kernel
import OpenID

/// What the claims of one sign-in say about the facts that modules ask for; the claims end here.
struct FactFinding: Sendable {
    /// The names of those that hold.
    let proven: Set<String>
    /// Of those that do not; what the claims say nothing about is in neither.
    let refuted: Set<String>

    /// Of what was kept of an earlier sign-in.
    init(proven: Set<String>) {
        self.proven = proven
        refuted = []
    }

    /// A birthday counts by the clocks of the institution.
    init(_ claims: IdentityClaims, of facts: Set<Fact>, at now: Instant, in zone: CivilZone) {
        var proven: Set<String> = []
        var refuted: Set<String> = []
        for fact in facts {
            switch fact.holds(for: claims, at: now, in: zone) {
            case true?: proven.insert(fact.name)
            case false?: refuted.insert(fact.name)
            case nil: break
            }
        }
        self.proven = proven
        self.refuted = refuted
    }
}

extension Fact {
    /// Nil when the claims do not say.
    fileprivate func holds(
        for claims: IdentityClaims,
        at now: Instant,
        in zone: CivilZone
    ) -> Bool? {
        switch self {
        // Of a date that is known in part, what is certain counts.
        case .ofAge(let years): claims.birth?.isOfAge(years, at: now, in: zone)
        case .resident(let country): claims.country.map { $0 == country }
        case .national(let country):
            claims.nationalities.isEmpty ? nil : claims.nationalities.contains(country)
        }
    }
}
