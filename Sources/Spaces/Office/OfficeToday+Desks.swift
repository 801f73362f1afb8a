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
        let own = own(of: visitor)
        let shown = Array(own.prefix(Limits.todaySubjects))
        let names = try await names(of: shown, visitor)
        var rows: [SummaryList.Row] = []
        for space in visitor.site.spaces {
            guard let module = modules[space.module] else { continue }
            var ways = type(of: module).manifest.ways(in: space, staff)
            if let way = module.dataWay(in: space, staff) { ways.append(way) }
            rows += ways.map { way in
                let term = "\(way.title) – \(space.title(t))"
                return SummaryList.Row(term, link: way.link.label, to: way.link.path)
            }
            rows += shown.filter { $0.space.id == space.id }.compactMap { thing in
                names[thing.subject].map { row($0, thing, visitor) }
            }
        }
        guard !rows.isEmpty else { return .empty }
        let values: MessageValues = ["count": .number(Limits.todaySubjects)]
        let more: HTML = "<p>\(t("office.today.more", values))</p>"
        return """
            <section><h2>\(t("office.today.desks"))</h2>\(SummaryList(rows))\
            \(more, when: own.count > shown.count)</section>
            """
    }

    /// A single thing for which the reader has a role, and where they work on it.
    private struct Own: Sendable {
        let subject: Subject
        let space: Space
        let desk: SubjectDesk
    }

    /// What of the spaces that people find the reader has a role for.
    private func own(of visitor: VisitorContext) -> [Own] {
        let subjects = (visitor.visit.session?.grants ?? []).compactMap(\.subject)
        return visitor.site.spaces.filter(\.isPublic).flatMap { space -> [Own] in
            let hooks = modules[space.module]?.subjects ?? []
            return subjects.filter { $0.space == space.id }.flatMap { subject in
                hooks.filter { $0.kind == subject.kind }.compactMap(\.desk)
                    .map { Own(subject: subject, space: space, desk: $0) }
            }
        }
    }

    /// What they are called: a statement for each kind, however many they are and in however many spaces.
    private func names(
        of own: [Own],
        _ visitor: VisitorContext
    ) async throws -> [Subject: SubjectDesk.Name] {
        guard !own.isEmpty else { return [:] }
        let kinds = Dictionary(grouping: own) { "\($0.space.module)/\($0.subject.kind)" }
        return try await host.database.read(in: visitor.scope) { transaction in
            var names: [Subject: SubjectDesk.Name] = [:]
            for things in kinds.values {
                guard let desk = things.first?.desk else { continue }
                let found = try desk.names(things.map(\.subject), &transaction)
                names.merge(found) { first, _ in first }
            }
            return names
        }
    }

    private func row(
        _ name: SubjectDesk.Name,
        _ thing: Own,
        _ visitor: VisitorContext
    ) -> SummaryList.Row {
        let place = visitor.entering(thing.space).spacePath()
        return SummaryList.Row(
            name.title,
            link: visitor.t("office.today.desk"),
            to: name.path.reduce(place) { $0.appending($1) }.appending(thing.desk.path)
        )
    }
}
