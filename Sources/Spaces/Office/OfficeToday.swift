import Accounts
import Hummingbird
import Jobs
import Kernel
import Localization
import Mail
import Markup
import Storage
import Web

/// `/admin`: what needs attention, over all spaces and roles of whoever reads it.
struct OfficeToday: Sendable {
    let host: Host
    let frame: OfficeFrame
    let modules: [String: any SpaceModule]

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let t = staff.visitor.t
        var concerns = try await self.concerns(of: staff)
        let now = staff.visitor.now
        concerns.sort { ($0.rank, $0.at ?? now, $0.text) < ($1.rank, $1.at ?? now, $1.text) }
        let desks = try await desks(of: staff)
        let beginning = try await beginning(of: staff)
        let nothing = EmptyState(title: t("office.today.none.title"), text: t("office.today.none"))
        let content: HTML = """
            <h1>\(t("office.today.title"))</h1>\(beginning)
            \(nothing.html, when: concerns.isEmpty && beginning.isEmpty)\
            \(table(concerns, staff.visitor), when: !concerns.isEmpty)\(desks)
            """
        return frame.page(t("office.today.title"), content, for: staff)
    }

    private func table(_ concerns: [Concern], _ visitor: VisitorContext) -> HTML {
        let t = visitor.t
        return DataTable(
            caption: "\(t("office.today.caption"))",
            columns: [
                .init(t("office.today.what")), .init(t("office.today.when")),
                .init(t("office.today.urgency")), .init(t("office.today.action"), isAction: true),
            ],
            rows: concerns.map { concern in
                let tag = Tag(
                    t(MessageKey("office.urgency", concern.urgency.rawValue)),
                    kind: concern.urgency.tag
                )
                return DataTable.Row([
                    "\(concern.text)",
                    concern.at.map { "\(Moment($0, visitor))" } ?? "–",
                    "\(tag)",
                    """
                    <a href="\(url: concern.link.path)">\(concern.link.label)\
                    <span class="visually-hidden"> – \(concern.text)</span></a>
                    """,
                ])
            }
        ).html
    }

    private func concerns(of staff: StaffContext) async throws -> [Concern] {
        var concerns = try await ofServer(staff) + ofModeration(staff) + ofTexts(staff)
        concerns += legalNotice(staff)
        let own = staff.visitor.site.spaces.filter { staff.membership.session.hasPart(in: $0) }
        for space in own { concerns += ofSpace(space, staff) }
        for (module, spaces) in Dictionary(grouping: own, by: \.module) {
            guard let module = modules[module] else { continue }
            concerns += try await module.concerns(in: spaces, for: staff.visitor)
        }
        return concerns
    }

    /// Phases that are about to begin or to end, those that ended with nothing behind them, and drafts.
    private func ofSpace(_ space: Space, _ staff: StaffContext) -> [Concern] {
        let (visitor, t, now) = (staff.visitor, staff.visitor.t, staff.visitor.now)
        guard staff.allows("site.spaces", in: space) else { return [] }
        let link = NavigationLink(
            path: visitor.path("admin", "spaces", space.id.description),
            label: t("office.today.space")
        )
        let title = space.title(t)
        if space.state == .draft {
            let text = t("office.concern.draft", ["space": .text(title)])
            return [Concern(.open, text, link: link)]
        }
        guard space.state == .published else { return [] }
        var concerns: [Concern] = []
        let last = space.phases.compactMap(\.closesAt).max()
        let isOver = space.phases.allSatisfy { $0.closesAt.map { $0 <= now } ?? false }
        if isOver, let last, !space.phases.isEmpty {
            let text = t("office.concern.over", ["space": .text(title)])
            concerns.append(Concern(.late, text, by: last, link: link))
        }
        for phase in space.phases {
            for (key, date) in [("begins", phase.opensAt), ("ends", phase.closesAt)] {
                guard let date, Concern.urgency(of: date, at: now) == .soon else { continue }
                let text = t(
                    MessageKey("office.concern", key),
                    ["space": .text(title), "phase": .text(phase.name)]
                )
                concerns.append(Concern(.soon, text, by: date, link: link))
            }
        }
        return concerns
    }

    /// What the law asks of a site that people find.
    private func legalNotice(_ staff: StaffContext) -> [Concern] {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let (site, look) = (visitor.site, visitor.site.look)
        guard staff.allowsEverywhere("site.institution"), !site.publicSpaces.isEmpty,
            look.links[.legalNotice] == nil, !look.hasOwnPage(.legalNotice, at: visitor.now)
        else { return [] }
        let path = InstitutionDesk.path("legal", visitor).appending("legal-notice")
        let link = NavigationLink(path: path, label: t("office.today.write"))
        return [Concern(.open, t("office.concern.legal"), link: link)]
    }

    /// What people read in a language in which nobody has written it.
    private func ofTexts(_ staff: StaffContext) async throws -> [Concern] {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        return try await missing(staff).all.compactMap { text in
            switch text.place {
            case .institution, .legal:
                guard staff.allowsEverywhere("site.institution") else { return nil }
            case .space(let space, _):
                guard staff.allows("site.spaces", in: space) else { return nil }
            }
            return Concern(
                .open,
                text.sentence(t, frame.pages),
                link: NavigationLink(path: text.path(in: visitor), label: t("office.today.write"))
            )
        }
    }

    /// With the legal pages and the text of the home page, for whoever may write them.
    private func missing(_ staff: StaffContext) async throws -> MissingTexts {
        let site = staff.visitor.site
        guard staff.allowsEverywhere("site.institution") else { return MissingTexts(of: site) }
        let texts = try await host.database.read(in: staff.scope) {
            try WrittenTexts.read(of: site, among: site.publicSpaces, in: &$0)
        }
        return MissingTexts(of: texts, in: site.tenant.languages)
    }

    /// Jobs that fail and letters that do not arrive, for whoever runs the institution.
    private func ofServer(_ staff: StaffContext) async throws -> [Concern] {
        guard staff.allowsEverywhere("site.institution") else { return [] }
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let server = NavigationLink(
            path: visitor.path("admin", "server"),
            label: t("office.today.look")
        )
        let states = try await host.database.readShared { try JobStore.states(in: &$0) }
        var concerns = states.filter { $0.failure != nil }.map { state in
            let values: MessageValues = ["job": .text(state.id), "count": .number(state.failures)]
            let text = t("office.concern.job", values)
            return Concern(.late, text, by: state.finishedAt, link: server)
        }
        let since = visitor.now.adding(.milliseconds(-Instant.millisecondsPerDay))
        let outbox = host.outbox
        let outcomes = try await host.database.read(in: staff.scope) {
            try outbox.outcomes(since: since, in: &$0)
        }
        if outcomes.refused > 0 {
            let text = t("office.concern.mail", ["count": .number(outcomes.refused)])
            concerns.append(Concern(.late, text, link: server))
        }
        return concerns
    }
}

extension Concern {
    fileprivate var rank: Int { Urgency.allCases.firstIndex(of: urgency) ?? 0 }
}

extension Concern.Urgency {
    fileprivate var tag: Tag.Kind {
        switch self {
        case .late: .withdrawn
        case .soon: .upcoming
        case .open: .neutral
        }
    }
}
