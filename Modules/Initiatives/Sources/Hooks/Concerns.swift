import Kernel
import Ledger
import Localization
import Markup
package import Spaces
import Storage
package import Web

extension Initiatives {
    /// Streams that nobody has decided about, and collections that end soon.
    package func concerns(for visitor: VisitorContext) async throws -> [Concern] {
        try await streams(for: visitor) + ends(for: visitor)
    }

    /// For whoever may decide about them.
    private func streams(for visitor: VisitorContext) async throws -> [Concern] {
        guard visitor.visit.session?.allows(Self.examine, in: visitor.space) == true else {
            return []
        }
        let waiting = try await host.database.read(in: visitor.scope) { transaction in
            try LedgerStore.undecided(.initiative, in: &transaction)
        }
        return waiting.map { item in
            let number = Initiative.ID(item.id)?.registrationNumber ?? item.id
            return Concern(
                .open,
                visitor.t(
                    "initiatives.concern.streams",
                    ["count": .number(item.count), "number": .text(number)]
                ),
                link: NavigationLink(
                    path: visitor.spacePath(item.id, "anomalies"),
                    label: visitor.t("initiatives.anomalies.look")
                )
            )
        }
    }

    /// Organisers and authorities have to know what comes then.
    private func ends(for visitor: VisitorContext) async throws -> [Concern] {
        let items = try await host.database.read(in: visitor.scope) { transaction in
            try InitiativeStore.list(
                Browse(filter: .open, order: .closingSoon),
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
