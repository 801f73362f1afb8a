import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/admin/moderation/templates`: reasons that are written once, in each language, and given by one press.
struct OfficeTemplates: Sendable {
    let office: ModerationOffice

    /// A template in every language of an institution.
    static let body = BodyRules.form(bytes: 1024 * 1024, fields: 160)

    private var desk: ModerationDesk { office.desk }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let templates = try await desk.templates(for: Moderator(staff))
        let t = staff.visitor.t
        let rows = templates.map { template in
            SummaryList.Row(
                template.name.text(in: t.language),
                value: """
                    \(t(MessageKey("moderation.ground", template.ground.rawValue))), \
                    \(t(template.category.title))
                    """,
                link: t("moderation.office.open"),
                to: path(template.number ?? 0, staff)
            )
        }
        let add = ButtonLink(
            t("moderation.templates.add"),
            to: ModerationOffice.path("templates", staff.visitor).appending("blank")
        )
        let list = SummaryList(rows)
        let mayBegin = rows.isEmpty && staff.allowsEverywhere(Moderation.permission)
        return office.page(
            ModerationOffice.Page(part: "templates", done: ["saved", "removed"]),
            """
            <p>\(t("moderation.templates.text"))</p>\(list.html, when: !rows.isEmpty)\
            \(usual(staff), when: mayBegin)<p>\(add)</p>
            """,
            for: staff
        )
    }

    /// Where there are none: what comes with the program, to begin with.
    private func usual(_ staff: StaffContext) -> HTML {
        let t = staff.visitor.t
        let action = ModerationOffice.path("templates", staff.visitor).appending("usual")
        return """
            <form method="post" action="\(url: action)"><p>\(t("moderation.templates.usual"))</p>
            <p>\(Button(t("moderation.templates.usual.button"), kind: .secondary))</p></form>
            """
    }

    /// Keeps the templates that come with the program, in the site's languages.
    func createUsual(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        _ = try await request.form()
        try staff.checkEverywhere()
        let moderator = Moderator(staff)
        let there = try await desk.templates(for: moderator)
        if there.isEmpty {
            for template in UsualTemplates.all(office.frame.pages, staff.visitor.tenant) {
                let saved = try await desk.save(template, by: moderator)
                guard case .success = saved else { break }
            }
        }
        let list = ModerationOffice.path("templates", staff.visitor)
        return .redirect(to: list.with("done", "saved"))
    }

    func blank(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        page(TemplateForm(), nil, Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await save(nil, request, staff)
    }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let template = try await template(staff)
        return page(
            TemplateForm(template, at: staff.visitor.tenant),
            template.number,
            Typed(),
            staff
        )
    }

    func write(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await save(try ModerationOffice.number("template", staff), request, staff)
    }

    func takeAway(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let number = try ModerationOffice.number("template", staff)
        _ = try await request.form()
        guard try await desk.remove(template: number, by: Moderator(staff)) else {
            throw PageError.notFound
        }
        let list = ModerationOffice.path("templates", staff.visitor)
        return .redirect(to: list.with("done", "removed"))
    }

    private func save(
        _ number: Int?,
        _ request: Request,
        _ staff: StaffContext
    ) async throws -> Reply {
        let visitor = staff.visitor
        let data = try await request.form(Self.body)
        var old: ReasonTemplate?
        if number != nil { old = try await self.template(staff) }
        let form = TemplateForm(data, at: visitor.tenant, of: old)
        var typed = Typed()
        guard let template = form.template(number, visitor, &typed) else {
            return page(form, number, typed, staff)
        }
        switch try await desk.save(template, by: Moderator(staff)) {
        case .success:
            let list = ModerationOffice.path("templates", visitor)
            return .redirect(to: list.with("done", "saved"))
        case .failure(.notFound): throw PageError.notFound
        case .failure(let refusal):
            let field = "name-\(visitor.tenant.defaultLanguage)"
            typed.refuse(field, Self.message(refusal, visitor.t))
            return page(form, number, typed, staff)
        }
    }

    private func template(_ staff: StaffContext) async throws -> ReasonTemplate {
        let number = try ModerationOffice.number("template", staff)
        let all = try await desk.templates(for: Moderator(staff))
        guard let found = all.first(where: { $0.number == number }) else {
            throw PageError.notFound
        }
        return found
    }

    private func path(_ number: Int, _ staff: StaffContext) -> Path {
        ModerationOffice.path("templates", number, staff.visitor)
    }

    private func page(
        _ form: TemplateForm,
        _ number: Int?,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let t = staff.visitor.t
        let list = ModerationOffice.path("templates", staff.visitor)
        let view = TemplateFormView(
            form: form,
            typed: typed,
            action: number.map { path($0, staff) } ?? list,
            pages: office.frame.pages,
            visitor: staff.visitor
        )
        let name = form.name(in: t.language, at: staff.visitor.tenant)
        let removal = number.map { RemovalForm(path($0, staff), of: name, t).html } ?? .empty
        let page = ModerationOffice.Page(
            part: "templates",
            title: number == nil ? t("moderation.templates.add") : name,
            typed: typed,
            below: [number.map { String($0) } ?? "blank"]
        )
        return office.page(page, "\(view)\(removal)", for: staff)
    }

    /// Why a template or a rule was not kept, in the reader's words.
    static func message(_ refusal: ModerationSetupRefusal, _ t: Translator) -> String {
        switch refusal {
        case .notFound: t("moderation.error.gone")
        case .changedMeanwhile: t("moderation.error.changed")
        case .unfit: t("moderation.error.setup")
        case .tooMany: t("moderation.error.tooManySetup")
        case .outOfReach: t("moderation.error.reach")
        }
    }
}

/// A button that takes something away, behind a fold so that nobody presses it in passing.
struct RemovalForm: Component {
    private let path: Path
    private let name: String
    private let t: Translator

    init(_ path: Path, of name: String, _ t: Translator) {
        self.path = path
        self.name = name
        self.t = t
    }

    var html: HTML {
        """
        <details class="other-way"><summary>\(t("moderation.removal.title"))</summary>
        <div><form method="post" action="\(url: path.appending("removal"))">
        <p>\(t("moderation.removal.text"))</p>
        <p>\(Button(t("moderation.removal.button"), of: name, kind: .danger))</p></form></div></details>
        """
    }
}
