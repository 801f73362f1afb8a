import Credentials
import Kernel
import OpenID

/// Somebody who does not exist.
struct Citizen: Sendable {
    /// How the form names them.
    let id: String
    let givenName: String
    let familyName: String
    let birth: Birth
    /// Whose citizen they are: two letters of ISO 3166-1.
    let nationality: String
    let country: String

    /// Adults grow older; the young stay as old as the rules of petitions need them.
    enum Birth: Sendable {
        case date(year: Int, month: Int, day: Int)
        /// Born on a 1 January so many years ago: of the same age all through any year.
        case age(Int)
        /// Nobody knows on which day, as of many who were born far from a register.
        case year(Int)
    }

    var name: String { givenName + " " + familyName }

    /// The claim as FranceConnect writes it.
    func birth(at now: Instant) -> BirthClaim? {
        let text: String? =
            switch birth {
            case .date(let year, let month, let day):
                CivilDate(year: year, month: month, day: day)?.iso
            case .age(let years):
                CivilDate(year: Self.today(now).year - years, month: 1, day: 1)?.iso
            case .year(let year): "\(year)-00-00"
            }
        return text.flatMap { BirthClaim($0) }
    }

    /// How old they surely are.
    func age(at now: Instant) -> Int {
        let latest: CivilDate? =
            switch birth {
            case .date(let year, let month, let day):
                CivilDate(year: year, month: month, day: day)
            case .age(let years):
                CivilDate(year: Self.today(now).year - years, month: 1, day: 1)
            case .year(let year): CivilDate(year: year, month: 12, day: 31)
            }
        return latest?.age(on: Self.today(now)) ?? 0
    }

    /// What a provider tells of them when it is asked for these scopes.
    func claims(for scopes: [String], at now: Instant) -> IdentityClaims {
        let has = { (names: [String]) in names.contains { scopes.contains($0) } }
        var claims = IdentityClaims()
        if has(["profile", "given_name"]) { claims.givenName = givenName }
        if has(["profile", "family_name"]) { claims.familyName = familyName }
        if has(["profile", "birthdate"]) { claims.birth = birth(at: now) }
        if has(["address"]) { claims.country = country }
        if has(["nationalities"]) { claims.nationalities = [nationality] }
        if has(["email"]) {
            // A name that no mail will ever be sent to (RFC 2606).
            claims.email = id + "@citizens.example"
            claims.isEmailVerified = true
        }
        return claims
    }

    private static func today(_ now: Instant) -> CivilDate {
        CivilDate(daysSinceEpoch: now.utcDay)
    }
}

extension Citizen {
    /// Different ages, states and scripts.
    static let all = [
        Citizen(
            id: "zoe",
            givenName: "Zoé",
            familyName: "Béranger",
            birth: .date(year: 1991, month: 3, day: 14),
            nationality: "FR",
            country: "FR"
        ),
        Citizen(
            id: "leo",
            givenName: "Léo",
            familyName: "Fontaine",
            birth: .age(15),
            nationality: "FR",
            country: "FR"
        ),
        Citizen(
            id: "ines",
            givenName: "Inès",
            familyName: "Lefèvre",
            birth: .age(17),
            nationality: "FR",
            country: "FR"
        ),
        Citizen(
            id: "marguerite",
            givenName: "Marguerite",
            familyName: "d’Aubigné-Noël",
            birth: .date(year: 1944, month: 8, day: 25),
            nationality: "FR",
            country: "BE"
        ),
        Citizen(
            id: "malgorzata",
            givenName: "Małgorzata",
            familyName: "Wójcik",
            birth: .date(year: 1997, month: 11, day: 2),
            nationality: "PL",
            country: "PL"
        ),
        Citizen(
            id: "giorgos",
            givenName: "Γιώργος",
            familyName: "Παπαδόπουλος",
            birth: .date(year: 1958, month: 1, day: 30),
            nationality: "GR",
            country: "GR"
        ),
        Citizen(
            id: "kwame",
            givenName: "Kwame",
            familyName: "Asante",
            birth: .date(year: 1985, month: 6, day: 9),
            nationality: "GH",
            country: "FR"
        ),
        Citizen(
            id: "fatoumata",
            givenName: "Fatoumata",
            familyName: "Diallo",
            birth: .year(1968),
            nationality: "FR",
            country: "FR"
        ),
    ]

    static func named(_ id: String) -> Citizen? { all.first { $0.id == id } }
}
