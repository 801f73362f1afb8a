package import Kernel
import Ledger
import Localization
import Markup
package import Spaces
import Storage
package import Web

extension Initiatives {
    /// Streams that nobody has decided about, for whoever may; collections that end soon, as organisers and
    /// authorities have to know what comes then; and those that go on while nobody can sign.
    package func concerns(
        in spaces: [Space],
        for visitor: VisitorContext
    ) async throws -> [Concern] {
        let session = visitor.visit.session
        let examined = spaces.filter { session?.allows(Self.examine, in: $0) == true }.map(\.id)
        let managed = spaces.filter { session?.allows(Self.manage, in: $0) == true }
        let all = managed.map(\.id)
        let (open, closed) = published(managed, at: visitor.now)
        let (streams, ends, stuck) = try await host.database.read(in: visitor.scope) {
            transaction in
            let keyed = try AuthorityStore.keyed(open, in: &transaction)
            let stuck = open.filter { !keyed.contains($0) } + closed
            return (
                try LedgerStore.undecided(.initiative, of: examined, in: &transaction),
                try InitiativeStore.endingSoon(in: all, in: &transaction),
                try InitiativeStore.collecting(in: stuck, in: &transaction)
            )
        }
        let slugs = Dictionary(spaces.map { ($0.id, $0.slug) }) { first, _ in first }
        var concerns = streams.map { stream in
            concern(about: stream, at: slugs[stream.subject.space] ?? "", for: visitor)
        }
        concerns += ends.map { concern(about: $0, at: slugs[$0.space] ?? "", for: visitor) }
        concerns += stuck.map { concern(aboutStuck: $0, for: visitor) }
        return concerns
    }

    /// Spaces that people find, as a phase of them lets people sign now or none does.
    private func published(
        _ spaces: [Space],
        at now: Instant
    ) -> (open: [Space.ID], closed: [Space.ID]) {
        let found = spaces.filter { $0.state == .published }
        return (
            found.filter { $0.opens(Self.sign, at: now) }.map(\.id),
            found.filter { !$0.opens(Self.sign, at: now) }.map(\.id)
        )
    }

    /// The page of the office says what is missing.
    private func concern(
        aboutStuck collection: InitiativeEnd,
        for visitor: VisitorContext
    ) -> Concern {
        let space = collection.space.description
        return Concern(
            .late,
            visitor.t("initiatives.concern.stuck", ["title": .text(collection.title)]),
            link: NavigationLink(
                path: visitor.path("admin", "spaces", space, "initiatives", collection.id),
                label: visitor.t("initiatives.concern.look")
            )
        )
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
