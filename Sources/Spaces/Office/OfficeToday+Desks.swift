import Kernel
import Localization
import Markup
import Moderation
import Storage
import Web

extension OfficeToday {
    /// The pages of modules on which the reader works: in spaces, and on single things for which they have a role.
    func desks(of staff: StaffContext) async throws -> HTML {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        var rows: [SummaryList.Row] = []
        // Each single thing costs a statement.
        var (room, isCut) = (Limits.todaySubjects, false)
        for space in visitor.site.spaces {
            guard let module = modules[space.module] else { continue }
            rows += type(of: module).manifest.ways(in: space, staff).map { way in
                let term = "\(way.title) – \(space.title(t))"
                return SummaryList.Row(term, link: way.link.label, to: way.link.path)
            }
            guard space.isPublic else { continue }
            let found = try await subjects(of: module, visitor.entering(space), within: room)
            rows += found.rows
            isCut = isCut || found.all > room
            room = max(0, room - found.all)
        }
        guard !rows.isEmpty else { return .empty }
        let values: MessageValues = ["count": .number(Limits.todaySubjects)]
        let more: HTML = "<p>\(t("office.today.more", values))</p>"
        return """
            <section><h2>\(t("office.today.desks"))</h2>\(SummaryList(rows))\
            \(more, when: isCut)</section>
            """
    }

    /// What of a space the reader has a role for, each by its own name, and how much that is in all.
    private func subjects(
        of module: any SpaceModule,
        _ visitor: VisitorContext,
        within room: Int
    ) async throws -> (rows: [SummaryList.Row], all: Int) {
        let own = (visitor.visit.session?.grants ?? []).compactMap(\.subject)
            .filter { $0.space == visitor.space?.id }
        let all = own.flatMap { subject in
            module.subjects.filter { $0.kind == subject.kind && $0.desk != nil }
                .map { (subject, $0) }
        }
        let places = Array(all.prefix(room))
        guard !places.isEmpty else { return ([], all.count) }
        let cards = try await host.database.read(in: visitor.scope) { transaction in
            try places.map { subject, hooks in
                (try hooks.load(subject.id, in: &transaction), hooks.desk ?? "")
            }
        }
        let rows = cards.compactMap { card, desk -> SummaryList.Row? in
            guard let card else { return nil }
            let path = card.path.reduce(visitor.spacePath()) { $0.appending($1) }
            return SummaryList.Row(
                card.title,
                link: visitor.t("office.today.desk"),
                to: path.appending(desk)
            )
        }
        return (rows, all.count)
    }
}
