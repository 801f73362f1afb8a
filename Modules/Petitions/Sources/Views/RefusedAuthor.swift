import Accounts
import Kernel
import Localization
import Markup
import Web

/// Why an author cannot do something now: what it is, what they had typed, and the way on.
struct RefusedAuthor: Component {
    let refusal: AuthorRefusal
    /// What was typed and is stored nowhere.
    let kept: String
    let petition: Petition?
    let people: People
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    /// Title, text and button.
    var group: MessageGroup {
        switch refusal {
        case .notAdult: MessageGroup("petitions.author.adult")
        case .suspended: MessageGroup("petitions.author.suspended")
        case .tooMany: MessageGroup("petitions.author.many")
        case .closed: MessageGroup("petitions.author.closed")
        case .changedMeanwhile: MessageGroup("petitions.author.changed")
        case .notSupported: MessageGroup("petitions.author.supporters")
        case .notFound, .notNow, .incomplete, .fileGone, .tooManyFiles:
            MessageGroup("petitions.author.over")
        }
    }

    var html: HTML {
        """
        \(Prose(t(group["text"], values)))\(typed, when: !kept.isEmpty)
        <p>\(ButtonLink(t(group["button"]), to: path))</p>
        """
    }

    private var values: MessageValues {
        switch refusal {
        case .tooMany: ["count": .number(Limits.petitionsPerAuthor)]
        case .suspended(let until): ["date": date(until)]
        case .notSupported:
            [
                "count": .number(petition?.terms.supporters ?? 0)
            ]
        default: [:]
        }
    }

    /// A day, or that nobody has set one.
    private func date(_ until: Instant?) -> MessageValue {
        guard let until else { return .key("petitions.author.suspended.open") }
        return .date(visitor.tenant.zone.date(at: until))
    }

    /// Where it goes on.
    private var path: Path {
        switch refusal {
        // Whoever is not known to be of age goes to who can say so, and comes back.
        case .notAdult:
            people.wayToProof(backTo: visitor.spacePath("mine", "title"), for: visitor)
        case .suspended: visitor.path("account", "moderation")
        default:
            petition.map { AuthorDesk.path($0.id, in: visitor) } ?? visitor.spacePath("mine")
        }
    }

    /// To be taken somewhere else: nobody loses what they wrote.
    private var typed: HTML {
        let frame = FieldFrame(
            name: "kept",
            label: t("petitions.author.kept"),
            hint: "\(t("petitions.author.kept.hint"))"
        )
        return TextArea(
            frame,
            value: kept,
            maximum: Limits.petitionBodyCharacters,
            rows: 12,
            isRequired: false,
            t: t
        ).html
    }
}
