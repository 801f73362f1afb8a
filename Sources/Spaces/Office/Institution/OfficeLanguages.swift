import Hummingbird
import Kernel
import Localization
import Markup
import Storage
import Web

/// `/admin/institution/languages`: which a site speaks, which of them first, and what is not translated.
struct OfficeLanguages: Sendable {
    let desk: InstitutionDesk

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let site = try await desk.current(staff)
        let languages = site.tenant.languages
        return try await page(site, languages, site.mark, Typed(), staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let site = try await desk.current(staff)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let ticked = data.fields.filter { $0.name == "languages" }.map(\.value)
        let main = LanguageTag(data["main"])
        // The main one is spoken whether it is ticked or not.
        let others = installed.filter { ticked.contains($0.text) && $0 != main }
        let wanted = [main].compactMap(\.self) + others
        var change = TenantChange()
        change.expected = data["mark"]
        change.languages = wanted
        var typed = Typed()
        switch try await desk.host.tenants.edit(change, in: staff.scope) {
        case .success:
            // The reader's own may be gone, and a new one is known in a second only.
            let known = wanted.filter(site.tenant.languages.contains)
            let reader = visitor.visit.language
            let next = known.contains(reader) ? reader : known.first ?? wanted[0]
            return .redirect(
                to: Path(next.text, "admin", "institution", "languages").with("done", "saved")
            )
        case .failure(.onlyLanguage(let language, let place)):
            typed.refuse(
                "languages",
                t(
                    "office.languages.refused.only",
                    ["text": .text(place.name(t)), "language": .text(name(of: language))]
                )
            )
        case .failure(.nameless(let language)):
            typed.refuse(
                "main",
                t("office.languages.refused.name", ["language": .text(name(of: language))])
            )
        case .failure(.noLanguage), .failure(.languageNotOffered):
            typed.refuse("main", t("office.languages.refused.none"))
        case .failure: typed.refuse(nil, t("office.institution.refused.changed"))
        }
        return try await page(site, wanted, data["mark"], typed, staff)
    }

    /// Those in which the program has words.
    private var installed: [LanguageTag] { desk.frame.pages.translations.languages }

    private func name(of language: LanguageTag) -> String {
        desk.frame.pages.translations.translator(for: language)("language.name")
    }

    private func page(
        _ site: Site,
        _ chosen: [LanguageTag],
        _ mark: String,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let texts = try await desk.host.database.read(in: staff.scope) {
            try WrittenTexts.read(of: site, in: &$0)
        }
        let missing = MissingTexts(of: texts, in: site.tenant.languages)
        return desk.page(
            InstitutionDesk.Page(
                part: "languages",
                typed: typed,
                done: ["saved"],
                seen: staff.visitor.path("")
            ),
            """
            <p>\(staff.visitor.t("office.languages.text"))</p>\
            \(form(chosen, mark, typed, staff.visitor))\
            \(site.tenant.languages.map { section($0, missing, staff.visitor) })
            """,
            for: staff
        )
    }

    private func form(
        _ chosen: [LanguageTag],
        _ mark: String,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) -> HTML {
        let t = visitor.t
        let spoken = CheckboxesField(
            FieldFrame(
                name: "languages",
                label: t("office.languages.spoken"),
                problem: typed.problem("languages")
            ),
            choices: installed.map { FieldChoice(value: $0.text, label: name(of: $0)) },
            selected: Set(chosen.map(\.text))
        )
        let main = SelectField(
            FieldFrame(
                name: "main",
                label: t("office.languages.main"),
                hint: "\(t("office.languages.main.hint"))",
                problem: typed.problem("main")
            ),
            choices: installed.map {
                SelectField.Choice(value: $0.text, label: name(of: $0), language: $0.text)
            },
            selected: chosen.first?.text ?? ""
        )
        return """
            <form method="post" action="\(url: InstitutionDesk.path("languages", visitor))">
            <input type="hidden" name="mark" value="\(mark)">
            \(spoken)\(main)<p>\(Button(t("office.space.save")))</p></form>
            """
    }

    /// What people who read in that language find in another one, or not at all.
    private func section(
        _ language: LanguageTag,
        _ missing: MissingTexts,
        _ visitor: VisitorContext
    ) -> HTML {
        let t = visitor.t
        let items = missing.all.filter { $0.language == language }.map { text -> HTML in
            "<li><a href=\"\(url: text.path(in: visitor))\">\(text.place.name(t))</a></li>"
        }
        let list: HTML = "<ul>\(items)</ul>"
        let heading = t("office.languages.missing", ["language": .text(name(of: language))])
        return """
            <section><h2>\(heading)</h2>\(list, when: !items.isEmpty)\
            \("<p>\(t("office.languages.complete"))</p>", when: items.isEmpty)</section>
            """
    }
}
