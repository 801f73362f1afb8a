import Kernel
import Localization
import Markup
package import Spaces
import Storage
package import Web

extension Initiatives {
    /// Collections that end soon: organisers and authorities have to know what comes then.
    package func concerns(for visitor: VisitorContext) async throws -> [Concern] {
        let items = try await host.database.read(in: visitor.scope) { transaction in
            try InitiativeStore.list(
                Browse(filter: .open, order: .closingSoon),
                nil,
                in: &transaction
            )
        }
        return items.compactMap { item in
            guard let end = item.period?.closesAt,
                let urgency = Concern.urgency(of: end, at: visitor.now)
            else { return nil }
            return Concern(
                urgency,
                visitor.t("initiatives.concern.ends", ["title": .text(item.title)]),
                by: end,
                link: NavigationLink(
                    path: visitor.spacePath(item.id.text),
                    label: visitor.t("initiatives.concern.look")
                )
            )
        }
    }
}
