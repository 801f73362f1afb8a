import Kernel
import Web

/// The rules under which a petition goes its way, as the space had them when it took a step of its author or
/// was published: what is set later changes nothing of what is under way.
struct PetitionTerms: Sendable, Hashable, Codable {
    /// How many months signatures are collected.
    var months: Int
    /// From how many signatures on the institution has to deal with it.
    var threshold: Int
    /// How many first supporters it needs before it can be submitted; zero for none.
    var supporters: Int
    /// In how many days it is decided whether it is published.
    var admissibilityDays: Int
    /// In how many days an author corrects what was sent back.
    var correctionDays: Int
    /// How many days after the end the key of its signatures is destroyed.
    var contestDays: Int
    /// Whether a provider of identity proves who signs, or an email: whoever could sign in both ways would count twice.
    private(set) var isSignedByProvider: Bool
    /// Whether two people may sign by one address of email.
    private(set) var isForCouples: Bool
    /// By whose clocks its days end; the name of a zone.
    var zone: String

    init(_ settings: SettingValues, zone: CivilZone) {
        months = settings[PetitionSettings.months]
        threshold = settings[PetitionSettings.threshold]
        supporters = settings[PetitionSettings.supporters]
        admissibilityDays = settings[PetitionSettings.admissibilityDays]
        correctionDays = settings[PetitionSettings.correctionDays]
        contestDays = settings[PetitionSettings.contestDays]
        isSignedByProvider = settings[PetitionSettings.confirmation] == "provider"
        isForCouples = settings[PetitionSettings.couples]
        self.zone = zone.name
    }

    /// Those of the space in which somebody asks.
    init(for visitor: VisitorContext) {
        self.init(visitor.space?.settings ?? SettingValues(), zone: visitor.tenant.zone)
    }

    /// Those of the space now, for a petition that has these; once it was signed the way of signing stays.
    func renewed(as terms: PetitionTerms, isSigned: Bool) -> PetitionTerms {
        var terms = terms
        if isSigned {
            terms.isSignedByProvider = isSignedByProvider
            terms.isForCouples = isForCouples
        }
        return terms
    }

    var civilZone: CivilZone { CivilZone(name: zone) ?? .brussels }

    /// When a collection that begins now is over: at the end of the same day so many months later.
    func end(ofCollectionFrom now: Instant) -> Instant {
        civilZone.end(of: civilZone.date(at: now).adding(months: months))
    }

    /// So many days from now.
    static func days(_ days: Int, from now: Instant) -> Instant {
        now.adding(.milliseconds(Int64(days) * Instant.millisecondsPerDay))
    }
}
