import Kernel
import Localization
import Markup
import Spaces
import Web

/// What somebody types who registers an initiative.
struct RegistrationForm: Sendable {
    let number: String
    let registered: DateField.Typed
    /// The tag of the language in which it was written.
    let language: String
    let texts: [LanguageTag: TextForm]
    let about: AboutForm
    let first: DateField.Typed

    init(languages: [LanguageTag]) {
        number = ""
        registered = DateField.Typed(nil)
        language = languages.first?.text ?? ""
        texts = [:]
        about = .empty
        first = DateField.Typed(nil)
    }

    init(_ data: FormData, languages: [LanguageTag]) {
        number = data["number"]
        registered = DateField.Typed(data, "registered")
        language = data["language"]
        texts = languages.reduce(into: [:]) { $0[$1] = TextForm(data, language: $1) }
        about = AboutForm(data)
        first = DateField.Typed(data, "first")
    }

    /// What is to be registered; nil where something is wrong, which stands beside its field.
    func registration(
        in visitor: VisitorContext,
        _ states: MemberStates,
        _ typed: inout Typed
    ) -> Registration? {
        let t = visitor.t
        let id = Initiative.ID(typed: number)
        if id == nil { typed.refuse("number", t("initiatives.office.refused.number")) }
        let day = registeredOn(visitor, &typed)
        let said = said(visitor, &typed)
        let about = about.about(states, &typed, t)
        let start = first.day("first", &typed, t)
        guard let id, let day, let original = said[language], typed.isFine else { return nil }
        var initiative = Initiative(
            id: id,
            title: original.title,
            objectives: original.objectives,
            annex: original.annex,
            language: language,
            stage: .scheduled,
            period: nil,
            registeredOn: day,
            answeredOn: nil,
            registerAddress: id.registerAddress,
            presentation: Initiative.Presentation(),
            reportedTotal: 0,
            wrappedFingerprintKey: nil
        )
        initiative.translations = said.filter { $0.key != language }
        about.put(into: &initiative)
        initiative.period = period(from: start, of: initiative, visitor, &typed)
        guard typed.isFine else { return nil }
        return Registration(initiative: initiative, emails: about.emails)
    }

    /// Twelve months from its first day, where one is typed.
    private func period(
        from start: CivilDate?,
        of initiative: Initiative,
        _ visitor: VisitorContext,
        _ typed: inout Typed
    ) -> CollectionPeriod? {
        guard let start else { return nil }
        let period = CollectionPeriod(
            firstDay: start,
            lastDay: CollectionPeriod.lastDay(from: start)
        )
        return PeriodForm.accepts(period, initiative, visitor, "first", &typed) ? period : nil
    }

    private func registeredOn(_ visitor: VisitorContext, _ typed: inout Typed) -> CivilDate? {
        let t = visitor.t
        guard !registered.isEmpty else {
            typed.refuse("registered", t("initiatives.office.refused.registered"))
            return nil
        }
        guard let day = registered.day("registered", &typed, t) else { return nil }
        guard day <= CivilZone.brussels.date(at: visitor.now) else {
            typed.refuse("registered", t("initiatives.office.refused.future"))
            return nil
        }
        return day
    }

    /// Its texts by language: its own is there, others are whole or absent.
    private func said(
        _ visitor: VisitorContext,
        _ typed: inout Typed
    ) -> [String: InitiativeText] {
        let languages = visitor.tenant.languages
        guard languages.contains(where: { $0.text == language }) else {
            typed.refuse("language", visitor.t("initiatives.office.refused.language"))
            return [:]
        }
        var said: [String: InitiativeText] = [:]
        for tag in languages {
            let form = texts[tag] ?? .empty
            let isOriginal = tag.text == language
            guard isOriginal || !form.isEmpty else { continue }
            said[tag.text] = form.text(in: tag, isOriginal: isOriginal, &typed, visitor.t)
        }
        return said
    }
}
