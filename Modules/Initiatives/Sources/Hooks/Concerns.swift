package import Kernel
import Ledger
import Localization
import Markup
package import Spaces
import Storage
package import Web

extension Initiatives {
    /// Streams that nobody has decided about, for whoever may, and collections that end soon: organisers and
    /// authorities have to know what comes then.
    package func concerns(
        in spaces: [Space],
        for visitor: VisitorContext
    ) async throws -> [Concern] {
        let session = visitor.visit.session
        let examined = spaces.filter { session?.allows(Self.examine, in: $0) == true }.map(\.id)
        let all = spaces.filter { session?.allows(Self.manage, in: $0) == true }.map(\.id)
        let (streams, ends) = try await host.database.read(in: visitor.scope) { transaction in
            (
                try LedgerStore.undecided(.initiative, of: examined, in: &transaction),
                try InitiativeStore.endingSoon(in: all, in: &transaction)
            )
        }
        let slugs = Dictionary(spaces.map { ($0.id, $0.slug) }) { first, _ in first }
        return streams.map { stream in
            concern(about: stream, at: slugs[stream.subject.space] ?? "", for: visitor)
        } + ends.map { end in concern(about: end, at: slugs[end.space] ?? "", for: visitor) }
    }

    private func concern(
        about streams: UndecidedAnomalies,
        at slug: String,
        for visitor: VisitorContext
    ) -> Concern {
        let id = streams.subject.id
        let number = Initiative.ID(id)?.registrationNumber ?? id
        return Concern(
            .open,
            visitor.t(
                "initiatives.concern.streams",
                ["count": .number(streams.count), "number": .text(number)]
            ),
            link: NavigationLink(
                path: visitor.path(slug, id, "anomalies"),
                label: visitor.t("initiatives.anomalies.look")
            )
        )
    }

    private func concern(
        about end: InitiativeEnd,
        at slug: String,
        for visitor: VisitorContext
    ) -> Concern {
        Concern(
            .soon,
            visitor.t("initiatives.concern.ends", ["title": .text(end.title)]),
            by: end.at,
            link: NavigationLink(
                path: visitor.path(slug, end.id),
                label: visitor.t("initiatives.concern.look")
            )
        )
    }
}
