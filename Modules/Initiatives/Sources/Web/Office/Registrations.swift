import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/admin/spaces/:space/initiatives/registration`: an initiative is registered, after a look at its page.
struct Registrations: Sendable {
    let initiatives: Initiatives

    private var office: InitiativeOffice { InitiativeOffice(initiatives: initiatives) }

    /// Texts in 24 languages, each letter of which may be sent as six.
    static let body = BodyRules.form(bytes: 2 * 1024 * 1024, fields: 300)

    func ask(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let form = RegistrationForm(languages: staff.visitor.tenant.languages)
        return page(form, Typed(), staff)
    }

    /// Shows what visitors will see, goes back to the form, or registers: as the button says.
    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Self.body)
        let visitor = staff.visitor
        let form = RegistrationForm(data, languages: visitor.tenant.languages)
        var typed = Typed()
        guard data["step"] != "back" else { return page(form, typed, staff) }
        let registration = form.registration(in: visitor, initiatives.memberStates, &typed)
        guard let registration else { return page(form, typed, staff) }
        guard data["step"] == "register" else {
            return try await preview(registration, data, staff)
        }
        guard try await initiatives.register(registration, in: staff.scope) else {
            typed.refuse("number", visitor.t("initiatives.office.refused.taken"))
            return page(form, typed, staff)
        }
        let path = InitiativeOffice.path(visitor, registration.initiative.id.text)
        return .redirect(to: path.with("done", "registered"))
    }

    private func page(_ form: RegistrationForm, _ typed: Typed, _ staff: StaffContext) -> Reply {
        let t = staff.visitor.t
        let view = RegistrationFormView(
            form: form,
            typed: typed,
            memberStates: initiatives.memberStates,
            pages: initiatives.host.pages,
            visitor: staff.visitor
        )
        return office.page(
            t("initiatives.office.register"),
            "<p>\(t("initiatives.office.register.text"))</p>\(view)",
            at: ["registration"],
            typed: typed,
            for: staff
        )
    }

    /// The page of the initiative as it will be; nothing is stored, all that was typed goes on with it.
    private func preview(
        _ registration: Registration,
        _ data: FormData,
        _ staff: StaffContext
    ) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let kept = data.fields.filter { $0.name != "step" }.map { name, value -> HTML in
            """
            <input type="hidden" name="\(name)" value="\(value)">

            """
        }
        let path = InitiativeOffice.path(visitor, "registration")
        let buttons: HTML = """
            <form method="post" action="\(url: path)">\(kept)
            <p>\(Button(t("initiatives.office.register.button"), name: "step", value: "register")) \
            \(Button(
                t("initiatives.office.register.back"), kind: .secondary, name: "step",
                value: "back"))</p></form>
            """
        let notice = Notice(
            .information,
            title: t("initiatives.office.register.preview"),
            content: "<p>\(t("initiatives.office.register.preview.text"))</p>\(buttons)"
        )
        let page = try await InitiativePreview(initiatives: initiatives)
            .html(of: registration.initiative, for: visitor)
        return initiatives.host.pages.page(
            title: t("initiatives.office.register.preview"),
            content: "\(notice)\(page)",
            visit: visitor.visit,
            extras: .init(
                isIndexed: false,
                address: OfficeRoutes.address(
                    of: Initiatives.manifest.id,
                    in: visitor.space?.id ?? .site
                ) + "/registration"
            )
        )
    }
}
