import Accounts
import Kernel
import Markup
import Spaces
import Web

/// How somebody can sign in a space.
enum SigningWays: Sendable, Hashable {
    /// At providers who say that they are one person of full age; of that a key stays.
    case providers([AnonymousWay])
    /// By answering an email.
    case email
}

extension Petitions {
    /// How a petition can be signed, and where that begins: whoever goes to a provider comes back to the page on
    /// which they sign.
    func signingWays(
        to petition: Petition,
        supporter: String = "",
        for visitor: VisitorContext
    ) async throws -> SigningWays {
        guard petition.terms.isSignedByProvider else { return .email }
        let page = Self.signingPage(of: petition.id, supporter: supporter, for: visitor)
        return .providers(try await host.people.anonymousWays(backTo: page, for: visitor))
    }

    /// Where a petition is signed.
    static func signingPage(
        of id: Petition.ID,
        supporter: String = "",
        for visitor: VisitorContext
    ) -> Path {
        let page = visitor.spacePath(id.text, "signature")
        return supporter.isEmpty ? page : page.with("supporter", supporter)
    }
}
