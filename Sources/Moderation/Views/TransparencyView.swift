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
        let actions = Decision.Action.allCases.filter(\.isRestriction)
        let columns =
            [DataTable.Column(t("moderation.transparency.month"))]
            + [number("moderation.figure.reports"), number("moderation.figure.decisions")]
            + actions.map { number(MessageKey("moderation.action", $0.rawValue)) }
            + [
                number("moderation.figure.appeals"), number("moderation.figure.reversals"),
                number("moderation.figure.promises"),
            ]
        let table = DataTable(
            caption: "\(t("moderation.transparency.months"))",
            columns: columns,
            rows: found.months.map { month in
                let figures = month.figures
                let counts =
                    [figures.allReports, figures.allDecisions]
                    + actions.map { figures.number(of: $0) }
                    + [figures.allAppeals, figures.reversals]
                return row(MonthName.text(month.month, t), counts, and: promises(figures))
            }
        )
        let title = t("moderation.transparency.months")
        return "<section><h2>\(title)</h2>\(WideTable(title, table))</section>"
    }

    /// How many of them were kept.
    private func promises(_ figures: ModerationFigures) -> String {
        let all = figures.promisesKept + figures.promisesBroken
        guard all > 0 else { return "–" }
        return t(
            "moderation.figure.of",
            ["part": .number(figures.promisesKept), "all": .number(all)]
        )
    }

    /// What was taken from authors, by law and by rule, in each month.
    private var byGround: HTML {
        let kinds = Decision.Ground.Kind.allCases
        let table = DataTable(
            caption: "\(t("moderation.transparency.grounds"))",
            columns: [DataTable.Column(t("moderation.transparency.month"))]
                + kinds.map { number(MessageKey("moderation.ground", $0.rawValue)) }
                + [number("moderation.figure.automated")],
            rows: found.months.map { month in
                let counts = kinds.map { month.figures.restrictions(on: $0) }
                return row(MonthName.text(month.month, t), counts + [month.figures.automated])
            }
        )
        let title = t("moderation.transparency.grounds")
        return "<section><h2>\(title)</h2>\(WideTable(title, table))</section>"
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

    private func row(
        _ name: String,
        _ counts: [Int],
        and last: String? = nil
    ) -> DataTable.Row {
        let words = [name] + counts.map { t.number($0) } + [last].compactMap(\.self)
        return DataTable.Row(words.map { word -> HTML in "\(word)" })
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

    /// Decisions on one ground that took something from an author.
    func restrictions(on ground: Decision.Ground.Kind) -> Int {
        decisions.reduce(0) { sum, entry in
            let counts = entry.key.ground == ground && entry.key.action.isRestriction
            return sum + (counts ? entry.value : 0)
        }
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
