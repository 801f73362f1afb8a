import Hummingbird
import Kernel
import Localization
import Markup
import Storage
import Text
import Web

/// `/admin/institution/legal/:page/texts/:language`: the draft in one language.
extension OfficeLegal {
    func text(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (page, language) = (try page(staff), try language(staff))
        let stored = try await desk.host.database.read(in: staff.scope) { transaction in
            let draft = try LegalStore.versions(of: page, in: &transaction).first
            return try draft.flatMap { version -> String? in
                guard version.isWritten else { return nil }
                return try LegalStore.source(of: version, in: language, in: &transaction) ?? ""
            }
        }
        guard let stored else { throw PageError.notFound }
        return write(stored, LegalPages.mark(of: stored), page, language, Typed(), staff)
    }

    func setText(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (page, language) = (try page(staff), try language(staff))
        let data = try await request.form(Self.body)
        let text = data["text"].replacing("\r\n", with: "\n")
        switch try await actions.write(
            text,
            in: language,
            of: page,
            over: data["mark"],
            in: staff.scope
        ) {
        case .success:
            return .redirect(to: path(page, staff.visitor).with("done", "written"))
        case .failure(let refusal):
            var typed = Typed()
            typed.refuse(Self.field(refusal, "text"), Self.message(refusal, staff.visitor.t))
            return write(text, data["mark"], page, language, typed, staff)
        }
    }

    private func write(
        _ text: String,
        _ mark: String,
        _ page: SiteLook.Link,
        _ language: LanguageTag,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let name = desk.frame.pages.translations.translator(for: language)("language.name")
        let heading = t(MessageKey("layout", page.rawValue))
        let area = TextArea(
            FieldFrame(
                name: "text",
                label: t("office.legal.source"),
                hint: "\(t("office.legal.source.hint"))",
                problem: typed.problem("text")
            ),
            value: text,
            maximum: MarkdownDocument.maximumBytes,
            rows: 24,
            isRequired: false,
            t: t
        )
        let action = path(page, visitor).appending("texts", language.text)
        return desk.page(
            InstitutionDesk.Page(
                part: "legal",
                title: "\(heading) (\(name))",
                typed: typed,
                below: [page.rawValue, "texts", language.text]
            ),
            """
            <form method="post" action="\(url: action)" novalidate>
            <input type="hidden" name="mark" value="\(mark)">
            \(area)<p>\(Button(t("office.space.save")))</p></form>
            <p><a href="\(url: path(page, visitor))">\(t("office.legal.back"))</a></p>
            """,
            for: staff
        )
    }

    private func language(_ staff: StaffContext) throws -> LanguageTag {
        let name = try staff.visitor.parameter("language")
        guard let language = LanguageTag(name), staff.visitor.tenant.languages.contains(language)
        else { throw PageError.notFound }
        return language
    }
}
