import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/admin/moderation/rules`: what the program looks for; it says what it met, and takes nothing away.
struct OfficeRules: Sendable {
    let office: ModerationOffice

    private var desk: ModerationDesk { office.desk }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let rules = try await desk.rules(for: Moderator(staff))
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let rows = rules.map { rule in
            SummaryList.Row(
                rule.name,
                value: "\(summary(rule, visitor))",
                link: t("moderation.office.open"),
                to: ModerationOffice.path("rules", rule.number ?? 0, visitor)
            )
        }
        let nothing = EmptyState(
            title: t("moderation.rules.none.title"),
            text: t("moderation.rules.none.text")
        )
        let list = SummaryList(rows)
        let add = ButtonLink(
            t("moderation.rules.add"),
            to: ModerationOffice.path("rules", visitor).appending("blank")
        )
        return office.page(
            ModerationOffice.Page(part: "rules", done: ["saved", "removed"]),
            """
            <p>\(t("moderation.rules.text"))</p>\(list.html, when: !rows.isEmpty)\
            \(nothing.html, when: rows.isEmpty)<p>\(add)</p>
            """,
            for: staff
        )
    }

    /// What it looks for, where, what it does, and whether it does.
    private func summary(_ rule: ModerationRule, _ visitor: VisitorContext) -> String {
        let t = visitor.t
        let space = visitor.site.spaces.first { $0.id == rule.space }?.title(t)
        return [
            t(MessageKey("moderation.rule.kind", rule.kind.rawValue)),
            t(MessageKey("moderation.rule.effect", rule.effect.rawValue)),
            space ?? t("moderation.rules.everywhere"),
            t(rule.isOn ? "moderation.rules.on" : "moderation.rules.off"),
        ].joined(separator: " · ")
    }

    func blank(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        page(RuleForm(staff), nil, Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await save(nil, request, staff)
    }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let number = try ModerationOffice.number("rule", staff)
        let all = try await desk.rules(for: Moderator(staff))
        guard let rule = all.first(where: { $0.number == number }) else {
            throw PageError.notFound
        }
        return page(RuleForm(rule), number, Typed(), staff)
    }

    func write(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await save(try ModerationOffice.number("rule", staff), request, staff)
    }

    func takeAway(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let number = try ModerationOffice.number("rule", staff)
        _ = try await request.form()
        guard try await desk.remove(rule: number, by: Moderator(staff)) else {
            throw PageError.notFound
        }
        let list = ModerationOffice.path("rules", staff.visitor)
        return .redirect(to: list.with("done", "removed"))
    }

    private func save(
        _ number: Int?,
        _ request: Request,
        _ staff: StaffContext
    ) async throws -> Reply {
        let visitor = staff.visitor
        let form = RuleForm(try await request.form())
        var typed = Typed()
        guard let rule = form.rule(number, visitor.t, &typed) else {
            return page(form, number, typed, staff)
        }
        switch try await desk.save(rule, by: Moderator(staff)) {
        case .success:
            let list = ModerationOffice.path("rules", visitor)
            return .redirect(to: list.with("done", "saved"))
        case .failure(.notFound) where number == nil:
            // A new one can only be of a space that is not there.
            typed.refuse("space", visitor.t("moderation.error.space"))
            return page(form, number, typed, staff)
        case .failure(.notFound): throw PageError.notFound
        case .failure(.outOfReach):
            typed.refuse("space", visitor.t("moderation.error.reach"))
            return page(form, number, typed, staff)
        case .failure(let refusal):
            typed.refuse("name", OfficeTemplates.message(refusal, visitor.t))
            return page(form, number, typed, staff)
        }
    }

    private func page(
        _ form: RuleForm,
        _ number: Int?,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let t = staff.visitor.t
        let list = ModerationOffice.path("rules", staff.visitor)
        let path = number.map { ModerationOffice.path("rules", $0, staff.visitor) }
        let view = RuleFormView(form: form, typed: typed, action: path ?? list, staff: staff)
        let removal = path.map { RemovalForm($0, of: form.name, t).html } ?? .empty
        let page = ModerationOffice.Page(
            part: "rules",
            title: number == nil ? t("moderation.rules.add") : form.name,
            typed: typed,
            below: [number.map { String($0) } ?? "blank"]
        )
        return office.page(page, "\(view)\(removal)", for: staff)
    }
}
