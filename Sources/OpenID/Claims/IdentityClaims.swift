package import Credentials
import Kernel

/// What a provider says about a person, as far as the platform has a use for it.
///
/// A claim of another type or length than it should have is as good as none.
package struct IdentityClaims: Sendable, Hashable {
    package var givenName: String?
    package var familyName: String?
    package var email: String?
    package var isEmailVerified: Bool
    /// Perhaps without its day or month; what follows from it is asked of the claim.
    package var birth: BirthClaim?
    /// Where they live: two letters of ISO 3166-1.
    package var country: String?
    /// Whose citizens they are: two letters of ISO 3166-1 each.
    package var nationalities: [String]

    package init(
        givenName: String? = nil,
        familyName: String? = nil,
        email: String? = nil,
        isEmailVerified: Bool = false,
        birth: BirthClaim? = nil,
        country: String? = nil,
        nationalities: [String] = []
    ) {
        self.givenName = givenName
        self.familyName = familyName
        self.email = email
        self.isEmailVerified = isEmailVerified
        self.birth = birth
        self.country = country
        self.nationalities = nationalities
    }

    /// The same, with what it lacks taken from another answer about the same person.
    func completed(by other: IdentityClaims) -> IdentityClaims {
        IdentityClaims(
            givenName: givenName ?? other.givenName,
            familyName: familyName ?? other.familyName,
            email: email ?? other.email,
            isEmailVerified: email == nil ? other.isEmailVerified : isEmailVerified,
            birth: birth ?? other.birth,
            country: country ?? other.country,
            nationalities: nationalities.isEmpty ? other.nationalities : nationalities
        )
    }
}

extension IdentityClaims: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "IdentityClaims" }
    package var debugDescription: String { description }
}

extension IdentityClaims: Codable {
    private enum Name: String, CodingKey {
        case givenName = "given_name"
        case familyName = "family_name"
        case email
        case isEmailVerified = "email_verified"
        case birth = "birthdate"
        case address
        case nationalities
    }

    private struct Address: Codable {
        var country: String?
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        let text = { (name: Name) -> String? in
            guard let text = try? container.decode(String.self, forKey: name),
                (1...Limits.claimBytes).contains(text.utf8.count)
            else { return nil }
            return text
        }
        givenName = text(.givenName)
        familyName = text(.familyName)
        email = text(.email)
        birth = text(.birth).flatMap { BirthClaim($0) }
        // Some providers write a truth as text.
        let flag = try? container.decode(Bool.self, forKey: .isEmailVerified)
        isEmailVerified = email != nil && (flag ?? (text(.isEmailVerified) == "true"))
        let address = try? container.decode(Address.self, forKey: .address)
        country = address?.country.flatMap(Self.countryCode)
        let states = try? container.decode([String].self, forKey: .nationalities)
        nationalities = (states ?? []).prefix(10).compactMap(Self.countryCode)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encodeIfPresent(givenName, forKey: .givenName)
        try container.encodeIfPresent(familyName, forKey: .familyName)
        try container.encodeIfPresent(email, forKey: .email)
        if email != nil { try container.encode(isEmailVerified, forKey: .isEmailVerified) }
        try container.encodeIfPresent(birth?.text, forKey: .birth)
        if let country { try container.encode(Address(country: country), forKey: .address) }
        if !nationalities.isEmpty { try container.encode(nationalities, forKey: .nationalities) }
    }

    private static func countryCode(_ text: String) -> String? {
        let isCode =
            text.utf8.count == 2 && text.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
        return isCode ? text.uppercased() : nil
    }
}
