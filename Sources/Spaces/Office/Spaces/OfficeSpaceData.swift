import Audit
import Hummingbird
import Kernel
import Localization
import Markup
import Storage
import Web
import Work

/// `/admin/spaces/:space/data`: numbers about a space, and tables of what is in it.
struct OfficeSpaceData: Sendable {
    let spaces: OfficeSpaces

    /// What is noted of it, each with its words.
    static let auditActions: [AuditAction] = ["export-queued"]

    private var host: Host { spaces.host }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await page(try await place(staff), nil)
    }

    /// Queues the making of a table for whoever asks; it is found in their account when it is ready.
    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let name = try await request.form()["export"]
        let place = try await place(staff)
        guard let export = place.module.exports.first(where: { $0.name == name }) else {
            throw PageError.notFound
        }
        guard staff.allows(export.permission, in: place.space) else { throw PageError.forbidden }
        switch try await queue(export, place) {
        case .success:
            host.work.wake()
            return .redirect(to: staff.visitor.path("account", "work"))
        case .failure(let refusal): return try await page(place, refusal)
        }
    }

    private func queue(
        _ export: ExportDeclaration,
        _ place: Place
    ) async throws -> Result<String, WorkQueue.Refusal> {
        let (work, audit) = (host.work, host.audit)
        let (owner, space) = (place.staff.member.id, place.space.id)
        let wish = ExportWork.Wish(zone: place.staff.visitor.tenant.zone.name)
        let kind = ExportWork.name(of: export, of: place.space.module)
        return try await host.database.write(in: place.staff.scope) { transaction in
            let queued = try work.add(kind, wish, for: owner, in: &transaction)
            guard case .success = queued else { return queued }
            // Beside everything else that is done to the space.
            try transaction.inside(.site) { site in
                try audit.note(
                    AuditNote(
                        "export-queued",
                        of: .space,
                        space.description,
                        after: ["export": export.name]
                    ),
                    in: &site
                )
            }
            return queued
        }
    }

    /// The space of the address as it is stored now, and what its reader is offered of it.
    private struct Place: Sendable {
        let space: Space
        let module: any SpaceModule
        /// In that space.
        let staff: StaffContext
    }

    private func place(_ staff: StaffContext) async throws -> Place {
        let (space, _) = try await spaces.space(staff)
        guard let module = spaces.modules[space.module] else { throw PageError.notFound }
        guard !SpaceOffer(of: module, in: space, to: staff).isEmpty else {
            throw PageError.forbidden
        }
        return Place(space: space, module: module, staff: try staff.entering(space))
    }

    private func page(_ place: Place, _ refusal: WorkQueue.Refusal?) async throws -> Reply {
        let (space, staff) = (place.space, place.staff)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let offer = SpaceOffer(of: place.module, in: space, to: staff)
        let view = StatisticsSection(read: try await read(offer.statistics, staff), t: t)
        let path = OfficeSpaces.path(space.id, visitor).appending("data")
        let exports = ExportsSection(
            exports: offer.exports,
            isPublic: space.isPublic,
            action: path,
            t: t
        )
        let notice = refusal.map { Notice(.error, title: $0.sentence(t)).html } ?? .empty
        let title = t("office.data.title")
        // Below numbers that may be many screens of a phone.
        let way: HTML = "<p><a href=\"#exports\">\(t("office.data.exports"))</a></p>"
        let hasBoth = !offer.statistics.isEmpty && !offer.exports.isEmpty
        let content: HTML = """
            \(notice)<h1>\(title)</h1>
            <p>\(t("office.data.text", ["space": .text(space.title(t))]))</p>\(way, when: hasBoth)
            \(view.html, when: !offer.statistics.isEmpty)\
            \(exports.html, when: !offer.exports.isEmpty)
            """
        let extras = OfficeFrame.Extras(
            status: refusal == nil ? .ok : .conflict,
            address: "/admin/spaces/\(space.id)/data",
            above: above(space, staff)
        )
        return spaces.frame.page(title, content, extras, for: staff)
    }

    /// The pages above that its reader may open.
    private func above(_ space: Space, _ staff: StaffContext) -> [NavigationLink] {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        guard staff.allows("site.spaces", in: space) else {
            return [NavigationLink(path: visitor.path("admin"), label: t("office.today.title"))]
        }
        let own = NavigationLink(
            path: OfficeSpaces.path(space.id, visitor),
            label: space.title(t)
        )
        return [spaces.list(visitor), own]
    }

    /// All of them at one moment; a series ends with the last day that is over.
    ///
    /// That is so by the institution's clocks and by UTC: what a module counts by days of its own ends no later.
    private func read(
        _ statistics: [StatisticDeclaration],
        _ staff: StaffContext
    ) async throws -> [StatisticsSection.Told] {
        guard !statistics.isEmpty else { return [] }
        let now = staff.visitor.now
        let today = min(
            staff.visitor.tenant.zone.date(at: now),
            CivilDate(daysSinceEpoch: now.utcDay)
        )
        let days = today.adding(days: -Limits.statisticDays)...today.adding(days: -1)
        return try await host.database.read(in: staff.scope) { transaction in
            try statistics.map { statistic in
                StatisticsSection.Told(
                    statistic: statistic,
                    value: try statistic.value(on: days, in: &transaction)
                )
            }
        }
    }
}
