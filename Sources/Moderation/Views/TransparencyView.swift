import Kernel
import Localization
import Markup
import Web

/// The rules with their versions, and what was decided by them: figures, and tables by month and ground.
struct TransparencyView: Component {
    let found: ModerationTransparency
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let nothing = EmptyState(
            title: t("moderation.transparency.none.title"),
            text: t("moderation.transparency.none.text")
        )
        let isEmpty = found.months.isEmpty
        return """
            <div class="transparency"><h1>\(t("moderation.transparency.title"))</h1>
            <p class="lead">\(t("moderation.transparency.lead"))</p>
            \(rules)\(nothing.html, when: isEmpty)\(figures, when: !isEmpty)\
            \(byMonth, when: !isEmpty)\(byGround, when: !isEmpty)\
            \(byCategory, when: !isEmpty)</div>
            """
    }

    /// What may be written, now and before.
    private var rules: HTML {
        let current = visitor.path(SiteLook.Link.moderation.rawValue)
        let zone = visitor.tenant.zone
        let versions = found.policies.map { version -> HTML in
            let path = version.path.reduce(visitor.path()) { $0.appending($1) }
            let from = MessageValue.text(t.date(zone.date(at: version.inForceAt)))
            let words = t(
                "moderation.transparency.version",
                ["number": .number(version.number), "from": from]
            )
            return "<li><a href=\"\(url: path)\">\(words)</a></li>"
        }
        return """
            <section><h2>\(t("layout.moderation-policy"))</h2>
            <p><a href="\(url: current)">\(t("moderation.transparency.rules"))</a></p>
            \("<ul>\(versions)</ul>", when: !versions.isEmpty)</section>
            """
    }

    private var figures: HTML {
        let all = found.all
        let promises = all.promisesKept + all.promisesBroken
        var list = [
            (t("moderation.figure.reports"), t.number(all.allReports)),
            (t("moderation.figure.decisions"), t.number(all.allDecisions)),
            (t("moderation.figure.automated"), t.number(all.automated)),
        ]
        if let hours = all.medianHours {
            let words = t("moderation.figure.hours", ["count": .number(hours)])
            list.append((t("moderation.figure.median"), words))
        }
        if promises > 0 {
            let share = t.percent(all.promisesKept * 10_000 / promises)
            list.append((t("moderation.figure.promises"), share))
        }
        list.append((t("moderation.figure.appeals"), t.number(all.allAppeals)))
        list.append((t("moderation.figure.reversals"), t.number(all.reversals)))
        let items = list.map { name, value -> HTML in
            "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
        }
        return """
            <section><h2>\(t("moderation.transparency.figures"))</h2>
            <p class="meta">\(t("moderation.transparency.period"))</p>
            <dl class="moderation-figures">\(items)</dl></section>
            """
    }

    private var byMonth: HTML {
        let actions = Decision.Action.allCases
        let columns =
            [DataTable.Column(t("moderation.transparency.month"))]
            + [number("moderation.figure.reports")]
            + actions.map { number(MessageKey("moderation.action", $0.rawValue)) }
            + [
                number("moderation.figure.appeals"), number("moderation.figure.reversals"),
                number("moderation.figure.kept"), number("moderation.figure.broken"),
            ]
        let table = DataTable(
            caption: "\(t("moderation.transparency.months"))",
            columns: columns,
            rows: found.months.map { month in
                let figures = month.figures
                let counts =
                    [figures.allReports] + actions.map { figures.number(of: $0) }
                    + [
                        figures.allAppeals, figures.reversals, figures.promisesKept,
                        figures.promisesBroken,
                    ]
                return row(MonthName.text(month.month, t), counts)
            }
        )
        return "<section><h2>\(t("moderation.transparency.months"))</h2>\(table)</section>"
    }

    /// By what was decided, on law or rule.
    private var byGround: HTML {
        let kinds = Decision.Ground.Kind.allCases
        let restrictions = Decision.Action.allCases.filter(\.isRestriction)
        let table = DataTable(
            caption: "\(t("moderation.transparency.grounds"))",
            columns: [DataTable.Column(t("moderation.statement.action"))]
                + kinds.map { number(MessageKey("moderation.ground", $0.rawValue)) },
            rows: restrictions.map { action in
                let counts = kinds.map { kind in
                    found.all.decisions[.init(action: action, ground: kind)] ?? 0
                }
                return row(t(MessageKey("moderation.action", action.rawValue)), counts)
            }
        )
        return "<section><h2>\(t("moderation.transparency.grounds"))</h2>\(table)</section>"
    }

    /// By what was wrong, reported and found.
    private var byCategory: HTML {
        let all = found.all
        let used = ModerationCategory.allCases.filter { category in
            all.categories[category] != nil || all.reports[category] != nil
        }
        guard !used.isEmpty else { return .empty }
        let table = DataTable(
            caption: "\(t("moderation.transparency.categories"))",
            columns: [
                .init(t("moderation.report.category")), number("moderation.figure.reports"),
                number("moderation.figure.restrictions"),
            ],
            rows: used.map { category in
                row(t(category.title), [all.reports[category] ?? 0, all.categories[category] ?? 0])
            }
        )
        return "<section><h2>\(t("moderation.transparency.categories"))</h2>\(table)</section>"
    }

    private func row(_ name: String, _ counts: [Int]) -> DataTable.Row {
        let cells = counts.map { count -> HTML in "\(t.number(count))" }
        return DataTable.Row(["\(name)"] + cells)
    }

    private func number(_ key: MessageKey) -> DataTable.Column {
        DataTable.Column(t(key), isNumber: true)
    }
}

extension ModerationFigures {
    /// Decisions of one action, on any ground.
    func number(of action: Decision.Action) -> Int {
        decisions.reduce(0) { $0 + ($1.key.action == action ? $1.value : 0) }
    }
}

/// `December 2026`.
enum MonthName {
    static func text(_ month: ModerationMonth, _ t: Translator) -> String {
        t(
            "moderation.month",
            [
                "month": .key(MessageKey("date.month", String(month.month))),
                "year": .text(String(month.year)),
            ]
        )
    }
}
