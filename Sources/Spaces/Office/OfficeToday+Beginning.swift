import Kernel
import Localization
import Markup
import Storage
import Web

extension OfficeToday {
    /// What whoever runs an institution does first, in an order that works, with how far it is.
    ///
    /// Nothing once people find a space. Read as it is stored: what was just done is to be seen at once.
    func beginning(of staff: StaffContext) async throws -> HTML {
        guard staff.visitor.site.publicSpaces.isEmpty, staff.allowsEverywhere("site.spaces") else {
            return .empty
        }
        let stored = try await host.database.read(in: staff.scope) {
            try TenantStore.own(in: &$0)
        }
        guard let site = stored, site.publicSpaces.isEmpty else { return .empty }
        let t = staff.visitor.t
        let rows = FirstStep.allCases.filter { $0.isOpen(to: staff) }
            .map { row($0, site, staff.visitor) }
        return """
            <section><h2>\(t("office.begin.title"))</h2><p>\(t("office.begin.text"))</p>
            \(SummaryList(rows))</section>
            """
    }

    private func row(
        _ step: FirstStep,
        _ site: Site,
        _ visitor: VisitorContext
    ) -> SummaryList.Row {
        let t = visitor.t
        let words = MessageKey("office.begin", step.rawValue)
        let done = step.isDone(at: site, visitor.now).map { isDone -> HTML in
            let tag =
                isDone
                ? Tag(t("office.begin.done"), kind: .answered)
                : Tag(t("office.urgency.open"), kind: .upcoming)
            return "\(tag)<br>"
        }
        let value: HTML = "\(done ?? .empty)\(t(MessageKey(words, "text")))"
        // Nothing is published before it is there.
        guard let path = step.path(of: site, visitor) else {
            return SummaryList.Row(t(words), value: value)
        }
        return SummaryList.Row(t(words), value: value, link: t("office.legal.open"), to: path)
    }
}

/// What an institution needs before anybody can take part, and who sees to it.
private enum FirstStep: String, CaseIterable {
    case names
    case legal
    case space
    case publish
    case people

    func isOpen(to staff: StaffContext) -> Bool {
        switch self {
        case .names, .legal: staff.allowsEverywhere("site.institution")
        case .space, .publish: staff.allowsEverywhere("site.spaces")
        case .people: staff.allowsEverywhere("site.roles")
        }
    }

    /// Nil for what has no end.
    func isDone(at site: Site, _ now: Instant) -> Bool? {
        switch self {
        case .names: !site.tenant.purposes.isEmpty
        case .legal:
            site.look.links[.legalNotice] != nil || site.look.hasOwnPage(.legalNotice, at: now)
        case .space: !site.spaces.isEmpty
        case .publish: !site.publicSpaces.isEmpty
        case .people: nil
        }
    }

    func path(of site: Site, _ visitor: VisitorContext) -> Path? {
        switch self {
        case .names: InstitutionDesk.path("", visitor)
        case .legal: InstitutionDesk.path("legal", visitor).appending("legal-notice")
        case .space: visitor.path("admin", "spaces")
        case .publish:
            site.spaces.first.map { OfficeSpaces.path($0.id, visitor).appending("state") }
        case .people: visitor.path("admin", "people")
        }
    }
}
