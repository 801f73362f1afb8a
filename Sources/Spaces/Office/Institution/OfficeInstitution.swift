import Hummingbird
import Kernel
import Localization
import Markup
import Storage
import Web

/// `/admin/institution`: what an institution says of itself in each language, its zone, colours and links.
struct OfficeInstitution: Sendable {
    let desk: InstitutionDesk

    /// Texts in 24 languages.
    static let body = BodyRules.form(bytes: 128 * 1024, fields: 200)

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let site = try await desk.current(staff)
        return page(InstitutionForm(site), of: site, Typed(), staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Self.body)
        let site = try await desk.current(staff)
        let form = InstitutionForm(data, of: site)
        switch try await desk.host.tenants.edit(form.change(from: site), in: staff.scope) {
        case .success(let report):
            let isAdjusted = report.day.map { $0.asked != $0.used } ?? false
            let done = isAdjusted ? "adjusted" : "saved"
            return .redirect(to: staff.visitor.path("admin", "institution").with("done", done))
        case .failure(.nothingToDo):
            return .redirect(to: staff.visitor.path("admin", "institution"))
        case .failure(let refusal):
            var typed = Typed()
            let problem = form.problem(refusal, staff.visitor.t)
            typed.refuse(problem.field, problem.message)
            return page(form, of: site, typed, staff)
        }
    }

    private func page(
        _ form: InstitutionForm,
        of site: Site,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let view = InstitutionFormView(
            form: form,
            typed: typed,
            site: site,
            pages: desk.frame.pages,
            visitor: staff.visitor
        )
        return desk.page(
            InstitutionDesk.Page(
                part: "",
                typed: typed,
                done: ["saved", "adjusted"],
                seen: staff.visitor.path("")
            ),
            """
            <p>\(staff.visitor.t("office.institution.text"))</p>\(view)\(missing(in: site, staff.visitor))
            """,
            for: staff
        )
    }

    /// What people read in a language in which nobody has written it.
    private func missing(in site: Site, _ visitor: VisitorContext) -> HTML {
        let t = visitor.t
        let all = MissingTexts(of: site).all
        let items = all.map { text -> HTML in
            """
            <li><a href="\(url: text.path(in: visitor))">\(text.sentence(t, desk.frame.pages))</a></li>
            """
        }
        let list: HTML = "<ul>\(items)</ul>"
        return """
            <section><h2>\(t("office.institution.missing"))</h2>
            \(list, when: !all.isEmpty)\
            \("<p>\(t("office.institution.missing.none"))</p>", when: all.isEmpty)</section>
            """
    }
}
