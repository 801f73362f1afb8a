import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `…/:initiative/texts/:language`: what an initiative says in one language, written or replaced.
struct OfficeTexts: Sendable {
    let initiatives: Initiatives

    private var office: InitiativeOffice { InitiativeOffice(initiatives: initiatives) }

    /// What is typed beside the texts.
    private struct Sent {
        var reason = ""
        var revision: Int
    }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let initiative = try await office.initiative(staff.visitor)
        let language = try language(of: initiative, staff.visitor)
        let form = initiative.text(in: language).map { TextForm($0) } ?? .empty
        let sent = Sent(revision: initiative.revision)
        return page(form, in: language, of: initiative, sent, Typed(), staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Registrations.body)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let initiative = try await office.initiative(visitor)
        let language = try language(of: initiative, visitor)
        let form = TextForm(data, language: language)
        var sent = Sent(reason: data["reason"], revision: Int(data["revision"]) ?? -1)
        var typed = Typed()
        let isOriginal = language.text == initiative.language
        let text = form.text(in: language, isOriginal: isOriginal, &typed, t)
        if initiative.text(in: language) != nil { Reason.check(sent.reason, &typed, t) }
        if sent.revision != initiative.revision {
            typed.refuse("title-\(language)", t("initiatives.office.refused.changed"))
            // Whoever was told of the other change may replace it.
            sent.revision = initiative.revision
        }
        guard let text, typed.isFine else {
            return page(form, in: language, of: initiative, sent, typed, staff)
        }
        let outcome = try await initiatives.replace(
            text,
            in: language.text,
            of: initiative,
            reason: sent.reason,
            in: staff.scope
        )
        if case .failure(let refusal) = outcome {
            typed.refuse("title-\(language)", try InitiativeOffice.problem(refusal, t))
            return page(form, in: language, of: initiative, sent, typed, staff)
        }
        let path = InitiativeOffice.path(visitor, initiative.id.text)
        return .redirect(to: path.with("done", "text"))
    }

    /// One of the institution's, as the address says, or one in which something is written: the site may offer it
    /// no more, or never have offered it.
    private func language(
        of initiative: Initiative,
        _ visitor: VisitorContext
    ) throws -> LanguageTag {
        let name = try visitor.parameter("language")
        guard let language = LanguageTag(name),
            visitor.tenant.languages.contains(language) || initiative.text(in: language) != nil
        else { throw PageError.notFound }
        return language
    }

    private func page(
        _ form: TextForm,
        in language: LanguageTag,
        of initiative: Initiative,
        _ sent: Sent,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let path = InitiativeOffice.path(visitor, initiative.id.text, "texts", language.text)
        let name = initiatives.host.pages.translations.name(of: language)
        let isThere = initiative.text(in: language) != nil
        let hasBegun = initiative.period.map { $0.opensAt <= visitor.now } ?? false
        let text: MessageKey =
            !isThere
            ? "initiatives.office.text.first"
            : hasBegun ? "initiatives.office.text.correct" : "initiatives.office.text.new"
        let fields = TextFields(
            language: language,
            name: name,
            form: form,
            isOriginal: language.text == initiative.language,
            typed: typed,
            t: t
        )
        let unspoken: MessageKey =
            language.text == initiative.language
            ? "initiatives.office.text.unspoken.original" : "initiatives.office.text.unspoken"
        let notice = Notice(.information, title: t(unspoken))
        let isSpoken = visitor.tenant.languages.contains(language)
        let reason = isThere ? Reason.field(sent.reason, typed, t).html : .empty
        return office.page(
            t("initiatives.office.text.in", ["language": .text(name)]),
            """
            \(notice.html, when: !isSpoken)<p>\(t(text))</p><form method="post" action="\(url: path)" novalidate>
            <input type="hidden" name="revision" value="\(String(sent.revision))">
            \(fields)\(reason)<p>\(Button(t("office.space.save")))</p></form>
            """,
            at: [initiative.id.text, "texts", language.text],
            about: initiative,
            typed: typed,
            for: staff
        )
    }
}

extension Initiative {
    /// What it says in a language; nil where nobody has written it.
    fileprivate func text(in language: LanguageTag) -> InitiativeText? {
        language.text == self.language ? original : translations[language.text]
    }
}
