import Accounts
import Kernel
import Localization
import Markup
import Web

/// What speaks for a decision or against it: reports, what rules met, decisions so far, the author's other cases.
struct CaseEvidence: Component {
    let file: CaseFile
    let visit: QueueVisit
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <div class="evidence">\(reports, when: file.item.reportCount > 0)\
        \(flags, when: !file.flags.isEmpty)\(decisions, when: !file.decisions.isEmpty)\
        \(earlier)</div>
        """
    }

    private var reports: HTML {
        let items = file.reports.map { report -> HTML in
            let sender: MessageKey =
                report.isOfMember ? "moderation.report.ofMember" : "moderation.report.ofVisitor"
            let words = report.explanation ?? t("moderation.report.forgotten")
            return """
                <li class="report"><p><strong>\(t(report.category.title))</strong></p>
                <div dir="auto">\(Prose(words))</div>
                <p class="meta">\(t(sender)), \(Moment(report.at, visitor))</p></li>

                """
        }
        let more = file.item.reportCount - file.reports.count
        let rest = t("moderation.reports.more", ["count": .number(max(0, more))])
        return """
            <section id="reports"><h2>\(t("moderation.reports.title"))</h2>
            <ul class="plain-list">
            \(items)</ul>\("<p class=\"meta\">\(rest)</p>", when: more > 0)</section>
            """
    }

    private var flags: HTML {
        let items = file.flags.map { flag -> HTML in
            let kind = t(MessageKey("moderation.rule.kind", flag.kind.rawValue))
            return """
                <li>\(flag.name) <span class="meta">(\(kind), \(Moment(flag.at, visitor)))</span></li>
                """
        }
        return "<section><h2>\(t("moderation.flags.title"))</h2><ul>\(items)</ul></section>"
    }

    private var decisions: HTML {
        let items = file.decisions.map { record in
            DecisionLine(record: record, authors: file.authors, visitor: visitor).html
        }
        return "<section><h2>\(t("moderation.decisions.here"))</h2><ul>\(items)</ul></section>"
    }

    private var earlier: HTML {
        let title = t("moderation.earlier.title")
        guard !file.earlier.isEmpty else {
            return """
                <section><h2>\(title)</h2><p class="meta">\(t("moderation.earlier.none"))</p></section>
                """
        }
        let items = file.earlier.map { item -> HTML in
            let path = visit.path(of: ModerationOffice.path("cases", item.number, visitor))
            let number = t("moderation.case.number", ["number": .number(item.number)])
            let cause = t(MessageKey("moderation.cause", item.cause.rawValue))
            let state: MessageKey = item.isOpen ? "moderation.case.open" : "moderation.case.closed"
            return """
                <li><a href="\(url: path)">\(number)</a> – \(cause), \(t(state)), \
                \(Moment(item.openedAt, visitor))</li>
                """
        }
        return "<section><h2>\(title)</h2><ul>\(items)</ul></section>"
    }
}

/// A decision in a line of a list: what, by whom, when, on which ground, and whether it still holds.
struct DecisionLine: Component {
    let record: DecisionRecord
    let authors: Authors
    let visitor: VisitorContext

    var html: HTML {
        let t = visitor.t
        let action = t(MessageKey("moderation.action", record.decision.action.rawValue))
        let ground: HTML =
            record.decision.ground.map { ": <span dir=\"auto\">\($0.reference)</span>" } ?? .empty
        let author: HTML =
            record.automation == .fully
            ? "\(t("moderation.decisions.program"))" : authors[record.decidedBy].html(t)
        return """
            <li><strong>\(action)</strong>\(ground)<br>\
            <span class="meta">\(author), \(Moment(record.decidedAt, visitor))\
            \(" – \(t("moderation.statement.over"))", when: !record.isInForce)</span></li>

            """
    }
}
