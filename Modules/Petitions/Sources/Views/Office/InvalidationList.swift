import Accounts
import Kernel
import Localization
import Markup
import Spaces
import Web

/// What was proposed and decided about the signatures of a petition, with what somebody can do about each.
struct InvalidationList: Component {
    let found: InvalidationView
    let path: Path
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }

    var html: HTML {
        guard !found.invalidations.isEmpty else {
            return "<p>\(t("petitions.office.invalidations.none"))</p>"
        }
        let items = found.invalidations.map { invalidation -> HTML in
            "<li>\(item(invalidation))</li>"
        }
        return "<ul>\(items)</ul>"
    }

    private func item(_ invalidation: PetitionInvalidation) -> HTML {
        let rule = invalidation.rule
        let state = Tag(
            t(MessageKey("petitions.office.invalidation.state", invalidation.state.rawValue)),
            kind: invalidation.state == .approved ? .withdrawn : .neutral
        )
        let count = t(
            "petitions.office.invalidation.count",
            ["count": .number(invalidation.count)]
        )
        let words = InvalidationWords(rule.kind, from: rule.from, until: rule.until, visitor)
        let reason = invalidation.reasons.said(in: t.language.text)?.text ?? ""
        return """
            <p>\(state) \(count) \(words)</p>
            <p><q>\(reason)</q></p>
            \(people(invalidation))\(acts(invalidation))
            """
    }

    private func people(_ invalidation: PetitionInvalidation) -> HTML {
        let proposed = t.markup(
            "petitions.office.invalidation.proposed",
            [
                "name": found.people[invalidation.proposedBy].html(t),
                "time": Moment(invalidation.proposedAt, visitor).html,
            ]
        )
        guard let at = invalidation.decidedAt else {
            return "<p class=\"meta\">\(proposed)</p>"
        }
        let decided = t.markup(
            "petitions.office.invalidation.decided",
            [
                "name": found.people[invalidation.decidedBy].html(t),
                "time": Moment(at, visitor).html,
            ]
        )
        return "<p class=\"meta\">\(proposed)<br>\(decided)</p>"
    }

    private func acts(_ invalidation: PetitionInvalidation) -> HTML {
        switch invalidation.state {
        case .gathering:
            return """
                <p>\(t("petitions.office.invalidation.gathering"))</p>
                \(act("gatherings", "petitions.office.invalidation.gather", .secondary, invalidation))\
                \(act("rejections", "petitions.office.invalidation.reject", .quiet, invalidation))
                """
        case .proposed:
            let isOwn = invalidation.proposedBy == staff.member.id
            let waits: HTML = "<p>\(t("petitions.office.invalidation.second"))</p>"
            let approve = act(
                "approvals",
                "petitions.office.invalidation.approve",
                .danger,
                invalidation
            )
            return """
                \(waits, when: isOwn)\(approve, when: !isOwn)\
                \(act("rejections", "petitions.office.invalidation.reject", .quiet, invalidation))
                """
        case .approved:
            let place = path.appending(String(invalidation.number), "undoing")
            let link = ButtonLink(
                t("petitions.office.invalidation.undo"),
                of: String(invalidation.number),
                to: place,
                kind: .quiet
            )
            return "<p>\(link)</p>"
        case .rejected, .undone: return .empty
        }
    }

    private func act(
        _ name: String,
        _ words: MessageKey,
        _ kind: ButtonKind,
        _ invalidation: PetitionInvalidation
    ) -> HTML {
        let number = String(invalidation.number)
        return """
            <form method="post" action="\(url: path.appending(number, name))">\
            <p>\(Button(t(words), of: number, kind: kind))</p></form>
            """
    }
}

/// Which signatures a rule finds, in a sentence.
struct InvalidationWords: Component {
    private let kind: InvalidationRule.Kind
    private let from: Instant
    private let until: Instant
    private let visitor: VisitorContext

    init(
        _ kind: InvalidationRule.Kind,
        from: Instant,
        until: Instant,
        _ visitor: VisitorContext
    ) {
        self.kind = kind
        self.from = from
        self.until = until
        self.visitor = visitor
    }

    var html: HTML {
        guard kind != .stream else {
            return "\(visitor.t("petitions.office.rule.stream"))"
        }
        return visitor.t.markup(
            MessageKey("petitions.office.rule", kind.rawValue),
            ["from": Moment(from, visitor).html, "until": Moment(until, visitor).html]
        )
    }
}
