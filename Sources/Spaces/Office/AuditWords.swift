import Accounts
import Audit
import Kernel
import Localization
import Web

/// What stands in the audit, in the words of its reader.
struct AuditWords: Sendable {
    private(set) var names: Authors
    let site: Site
    let t: Translator
    private let modules: [String: ModuleManifest]
    private let pages: PageBuilder
    private let institution: String

    /// `modules` say what the states of their subjects are called, by their names.
    init(
        names: Authors,
        modules: [String: ModuleManifest],
        pages: PageBuilder,
        _ visitor: VisitorContext
    ) {
        self.names = names
        self.modules = modules
        self.pages = pages
        site = visitor.site
        t = visitor.t
        institution = visitor.institution
    }

    /// The same about other people.
    func naming(_ names: Authors) -> AuditWords {
        var words = self
        words.names = names
        return words
    }

    func name(of action: AuditAction) -> String {
        t(MessageKey("audit.action", action.name))
    }

    func name(of actor: AuditActor) -> String {
        guard let member = actor.member else {
            return t(MessageKey("audit.actor", actor.text))
        }
        return names[member].name(t)
    }

    func name(of subject: Subject) -> String {
        switch subject.kind.name {
        case "member":
            return names[Member.ID(subject.id)].name(t)
        case "space":
            let space = site.spaces.first { $0.id.description == subject.id }
            return space?.title(t) ?? t("audit.kind.space")
        case "legal-page": return t(MessageKey("layout", subject.id))
        case "institution": return institution
        case "invitation", "mailbox": return t(MessageKey("audit.kind", subject.kind.name))
        default: return subject.id
        }
    }

    /// The same before what stood and stands there.
    func head(of field: String) -> String {
        t("audit.field.head", ["field": .text(label(of: field))])
    }

    /// What stood or stands in a field: where that is a word of the program, in the reader's language.
    func value(_ text: String, of field: String, in entry: AuditEntry) -> String {
        switch (field, entry.subject.kind.name) {
        case ("role", _): RoleGrant.name(noted: text, t, in: site) ?? text
        case ("member", "invitation"): names[Member.ID(text)].name(t)
        case ("state", "space"):
            Space.State(rawValue: text).map { t(MessageKey("office.state", $0.rawValue)) } ?? text
        case ("rule-offered", _), ("rule-reason", _), ("rule-running", _):
            t(MessageKey("accounts.roles", text))
        case ("rule-parties", _): words(text) { party($0) }
        case ("rule-tells", _): words(text) { t(MessageKey("office.rule.tell", $0)) }
        case ("state", _), ("step", _): word(text, of: field, entry.subject) ?? text
        default: text
        }
    }

    /// Each word of a list, in the reader's language.
    private func words(_ text: String, _ word: (String) -> String) -> String {
        text.split(separator: ",").map { word(String($0.drop { $0 == " " })) }
            .joined(separator: ", ")
    }

    /// Who can take a step: its author, a role, or everybody with a permission.
    private func party(_ word: String) -> String {
        if word == Workflow.Step.authorWord { return t("office.rule.party.author") }
        return Role(rawValue: word) == nil
            ? t(MessageKey("permission", word)) : t(MessageKey("accounts.role", word))
    }

    /// What a state or a step is called in its space; nil for what its workflow has not.
    private func word(_ text: String, of field: String, _ subject: Subject) -> String? {
        guard let space = site.spaces.first(where: { $0.id == subject.space }),
            let workflow = modules[space.module]?.workflows
                .first(where: { $0.kind == subject.kind })
        else { return nil }
        let changed = workflow.changed(in: space)
        guard field == "step" else {
            let state = Workflow.State(rawValue: text)
            return workflow.states.contains(state) ? changed.name(of: state, t) : nil
        }
        // One that is left out by now is called as the module calls it.
        return (changed.step(text) ?? workflow.step(text)).map { changed.name(of: $0, t) }
    }

    /// `Title (Français)`: what stands behind the stroke is a language, or a word that was chosen here.
    func label(of field: String) -> String {
        let parts = field.split(separator: "/", maxSplits: 1).map(String.init)
        let label = t(MessageKey("audit.field", parts[0]))
        guard parts.count == 2 else { return label }
        let language = LanguageTag(parts[1]).flatMap { tag in
            site.tenant.languages.contains(tag)
                ? pages.translations.translator(for: tag)("language.name") : nil
        }
        return t(
            "audit.field.of",
            ["field": .text(label), "of": .text(language ?? parts[1])]
        )
    }
}

extension AuditEntry {
    /// The accounts that it names: who did it, whom it is about, and who accepted an invitation.
    var members: [Member.ID] {
        let about = subject.kind == "member" ? Member.ID(subject.id) : nil
        let accepted = subject.kind == "invitation" ? changes?.after["member"] : nil
        return [actor.member, about, accepted.flatMap { Member.ID($0) }].compactMap(\.self)
    }
}
