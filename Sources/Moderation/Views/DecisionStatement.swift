import Accounts
import Kernel
import Localization
import Markup
import Web

/// A statement of reasons, as whoever is told of a decision reads it.
struct DecisionStatement: Component {
    let outline: DecisionOutline
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let over = Notice(.success, title: t("moderation.statement.over"))
        return """
            \(over.html, when: outline.isOver)\(SummaryList(what + why + how))
            """
    }

    private var what: [SummaryList.Row] {
        var rows = [
            SummaryList.Row(
                t("moderation.statement.number"),
                value: "\(t.number(outline.number))"
            ),
            SummaryList.Row(
                t("moderation.statement.action"),
                value: "\(t(MessageKey("moderation.action", outline.action.rawValue)))"
            ),
            SummaryList.Row(
                t("moderation.statement.at"),
                value: Moment(outline.decidedAt, visitor).html
            ),
        ]
        if let label = outline.label {
            rows.append(.init(t("moderation.statement.label"), value: "<bdi>\(label)</bdi>"))
        }
        guard outline.action.isRestriction else { return rows }
        rows.append(
            .init(
                t("moderation.statement.extent"),
                value: "\(t(MessageKey("moderation.extent", outline.extent.rawValue)))"
            )
        )
        let until = outline.until.map { Moment($0, visitor).html }
        rows.append(
            .init(
                t("moderation.statement.until"),
                value: until ?? "\(t("moderation.statement.unlimited"))"
            )
        )
        return rows
    }

    private var why: [SummaryList.Row] {
        var rows: [SummaryList.Row] = []
        if let ground = outline.ground {
            rows.append(
                .init(
                    t(MessageKey("moderation.ground", ground.kind.rawValue)),
                    value: "<span dir=\"auto\">\(ground.reference)</span>"
                )
            )
            rows.append(
                .init(t("moderation.statement.explanation"), value: Prose(ground.explanation).html)
            )
        }
        if let category = outline.category {
            rows.append(.init(t("moderation.statement.category"), value: "\(t(category.title))"))
        }
        if let facts = outline.facts, !facts.isEmpty {
            rows.append(.init(t("moderation.statement.facts"), value: Prose(facts).html))
        }
        return rows
    }

    private var how: [SummaryList.Row] {
        guard outline.action.isRestriction else { return [] }
        let rules = visitor.path(SiteLook.Link.moderation.rawValue)
        let path =
            outline.policyVersion.map { rules.appending("versions", String($0)) } ?? rules
        let detection: MessageKey =
            outline.isAutomaticallyDetected
            ? "moderation.detection.program" : "moderation.detection.people"
        return [
            .init(
                t("moderation.statement.source"),
                value: "\(t(MessageKey("moderation.source", outline.source.rawValue)))"
            ),
            .init(
                t("moderation.statement.automation"),
                value: """
                    \(t(detection)) \
                    \(t(MessageKey("moderation.automation", outline.automation.rawValue)))
                    """
            ),
            .init(
                t("moderation.statement.rules"),
                value: "<a href=\"\(url: path)\">\(t("layout.moderation-policy"))</a>"
            ),
        ]
    }
}

/// What somebody said against a decision, and what was answered; nothing where they said nothing.
struct OwnAppealView: Component {
    let appeal: OwnAppeal?
    let visitor: VisitorContext

    var html: HTML {
        guard let appeal else { return .empty }
        let t = visitor.t
        guard let answer = appeal.answer else {
            let made: HTML = """
                <p>\(t("moderation.appeal.made")) \(Moment(appeal.madeAt, visitor))</p>
                """
            return Notice(
                .information,
                title: t("moderation.appeal.waiting"),
                content: made
            ).html
        }
        let title: MessageKey =
            answer.message.isEmpty
            ? "moderation.statement.over"
            : answer.isGranted ? "moderation.appeal.granted" : "moderation.appeal.dismissed"
        return Notice(
            answer.isGranted ? .success : .information,
            title: t(title),
            content: "\(Prose(answer.message))<p class=\"meta\">\(Moment(answer.at, visitor))</p>"
        ).html
    }
}
