import Kernel
import Localization
import Markup
import Web

/// What a petition's page says to one reader: that they have signed it, and the way for whoever is signed in.
struct PetitionMark: Sendable {
    /// Beside the state.
    static let slot = "signed"
    /// In the place of the ways to providers.
    static let waySlot = "way"

    let petitions: Petitions

    /// Only who signed in by a key alone can have signed; one small query for a page.
    func signed(_ keys: [String], _ visitor: VisitorContext) async throws -> [String: HTML] {
        guard let person = visitor.visit.session?.anonymous else { return [:] }
        var marks: [String: HTML] = [:]
        for id in keys.compactMap({ Petition.ID($0) }) {
            let hasSigned = try await petitions.hasSigned(id, person, in: visitor.scope)
            guard hasSigned else { continue }
            marks[id.text] = " \(Tag(visitor.t("petitions.page.signed"), kind: .answered))"
        }
        return marks
    }

    /// Whoever is signed in goes to the page that knows what to do with them.
    func way(_ keys: [String], _ visitor: VisitorContext) async throws -> [String: HTML] {
        let ids = keys.compactMap { Petition.ID($0) }
        let ways = ids.map { ($0.text, PetitionSignPanel.button(for: $0, visitor)) }
        return Dictionary(ways) { first, _ in first }
    }
}
