import Accounts
import Kernel
import Localization
import Mail
import Markup

/// What a decision, its end or an answer says to one person, in their language and without anybody else's data.
struct ReasonsLetter: Sendable {
    let record: DecisionRecord
    let party: AppealParty
    /// What the subject is called; nil where its reader may not know.
    let title: String?
    /// Where it is read; nil where nobody reads it.
    let path: [String]?
    /// Reasons that were written beforehand, where the decision has them word for word.
    let template: ReasonTemplate?
    let zone: CivilZone
    /// `https://host`.
    let origin: String
    let translations: Translations

    /// The statement of reasons; `token` leads to the appeal, where there can be one.
    func statement(token: String?, _ t: Translator) -> MemberLetter {
        let action = record.decision.action.rawValue
        let kind =
            party == .author
            ? MessageKey("moderation.letter.author", action)
            : MessageKey("moderation.letter.reporter", action)
        return MemberLetter(
            subject: t(subjectKey, ["title": .text(cut(name(t)))]),
            blocks: [.paragraph(t(kind, ["title": .text(name(t))]))]
                + reasons(t) + ways(token: token, t)
        )
    }

    /// That the decision holds no more.
    func undone(_ t: Translator) -> MemberLetter {
        let key: MessageKey =
            party == .author
            ? "moderation.letter.undone.author" : "moderation.letter.undone.reporter"
        let number = MessageValue.number(record.number)
        return MemberLetter(
            subject: t("moderation.letter.undone.subject", ["number": number]),
            blocks: [.paragraph(t(key, ["number": number, "title": .text(name(t))]))]
                + link(t)
        )
    }

    private func name(_ t: Translator) -> String { title ?? t("notifications.letter.gone") }

    private var subjectKey: MessageKey {
        party == .author
            ? MessageKey("moderation.letter.subject", record.decision.action.rawValue)
            : "moderation.letter.subject.reporter"
    }

    /// Of a title as long as people like, as much as fits into a subject.
    private func cut(_ text: String) -> String {
        var cut = text
        while cut.utf8.count > Limits.letterTitleBytes { cut.removeLast() }
        return cut == text ? text : cut + "…"
    }

    private func reasons(_ t: Translator) -> [Letter.Block] {
        let decision = record.decision
        var blocks: [Letter.Block] = []
        if record.automation == .fully {
            blocks.append(.paragraph(t("moderation.letter.automatic")))
        } else if let ground = decision.ground {
            let words = template?.words[t.language]
            let reference = words?.reference ?? ground.reference
            let law = MessageKey("moderation.letter.ground", ground.kind.rawValue)
            blocks.append(.paragraph(t(law, ["reference": .text(reference)])))
            blocks.append(.paragraph(words?.explanation ?? ground.explanation))
            if words == nil, decision.language != t.language {
                let language = translations.translator(for: decision.language)("language.name")
                blocks.append(
                    .small(t("moderation.letter.language", ["language": .text(language)]))
                )
            }
        }
        if party == .author, decision.action.isRestriction, !decision.facts.isEmpty {
            blocks.append(
                .paragraph(t("moderation.letter.facts", ["facts": .text(decision.facts)]))
            )
        }
        return blocks + details(t)
    }

    /// How far it reaches, for how long, and how it came about.
    private func details(_ t: Translator) -> [Letter.Block] {
        let decision = record.decision
        guard decision.action.isRestriction else { return [] }
        var lines: [String] = []
        if let category = decision.category {
            lines.append(
                t("moderation.letter.category", ["category": .key(category.title)])
            )
        }
        if let label = decision.label {
            lines.append(t("moderation.letter.beside", ["label": .text(label)]))
        }
        if decision.action == .suspend {
            lines.append(t(MessageKey("moderation.letter.extent", decision.extent.rawValue)))
        }
        if let until = decision.until {
            let last = zone.date(at: until.adding(.milliseconds(-1)))
            lines.append(t("moderation.letter.until", ["date": .date(last)]))
        } else if decision.action != .label {
            lines.append(t("moderation.letter.unlimited"))
        }
        // Whether somebody reported it is told, and not who (Article 17(3)(b)).
        let detection: MessageKey =
            record.isAutomaticallyDetected
            ? "moderation.detection.program" : "moderation.detection.people"
        lines.append(t("moderation.letter.source", ["source": .key(source)]))
        lines.append(
            t(detection) + " " + t(MessageKey("moderation.automation", record.automation.rawValue))
        )
        if let version = record.policyVersion {
            lines.append(t("moderation.letter.policy", ["version": .number(version)]))
        }
        let number = MessageValue.number(record.number)
        lines.append(t("moderation.letter.number", ["number": number]))
        return [.paragraph(lines.joined(separator: "\n"))]
    }

    private var source: MessageKey { MessageKey("moderation.source", record.source.rawValue) }

    private func ways(token: String?, _ t: Translator) -> [Letter.Block] {
        guard let token else { return link(t) }
        let last = zone.lastDayToAppeal(until: record.appealUntil)
        return link(t) + [
            .button(
                label: t("moderation.letter.appeal.button"),
                address: address(["appeals", token], t)
            ),
            .small(t("moderation.letter.appeal.text", ["date": .date(last)])),
        ]
    }

    private func link(_ t: Translator) -> [Letter.Block] {
        guard let path, let title else { return [] }
        return [.button(label: cut(title), address: address(path, t))]
    }

    private func address(_ segments: [String], _ t: Translator) -> String {
        origin + Path(segments: [t.language.text] + segments).text
    }
}
