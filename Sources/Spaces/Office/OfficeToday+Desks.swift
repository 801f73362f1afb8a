import Kernel
import Localization
import Markup
import Storage
import Web

extension OfficeToday {
    /// The pages of modules on which the reader works: in spaces, and on single things for which they have a role.
    func desks(of staff: StaffContext) async throws -> HTML {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        var rows: [SummaryList.Row] = []
        for space in visitor.site.spaces {
            guard let module = modules[space.module] else { continue }
            rows += type(of: module).manifest.ways(in: space, staff).map { way in
                let term = "\(way.title) – \(space.title(t))"
                return SummaryList.Row(term, link: way.link.label, to: way.link.path)
            }
            guard space.isPublic else { continue }
            rows += try await subjects(of: module, visitor.entering(space))
        }
        guard !rows.isEmpty else { return .empty }
        return """
            <section><h2>\(t("office.today.desks"))</h2>\(SummaryList(rows))</section>
            """
    }

    /// What of a space the reader has a role for, each by its own name.
    private func subjects(
        of module: any SpaceModule,
        _ visitor: VisitorContext
    ) async throws -> [SummaryList.Row] {
        let own = (visitor.visit.session?.grants ?? []).compactMap(\.subject)
            .filter { $0.space == visitor.space?.id }
        let places = own.flatMap { subject in
            module.subjects.filter { $0.kind == subject.kind && $0.desk != nil }
                .map { (subject, $0) }
        }
        guard !places.isEmpty else { return [] }
        let cards = try await host.database.read(in: visitor.scope) { transaction in
            try places.map { subject, hooks in
                (try hooks.load(subject.id, &transaction), hooks.desk ?? "")
            }
        }
        return cards.compactMap { card, desk in
            guard let card else { return nil }
            let path = card.path.reduce(visitor.spacePath()) { $0.appending($1) }
            return SummaryList.Row(
                card.title,
                link: visitor.t("office.today.desk"),
                to: path.appending(desk)
            )
        }
    }
}
