import Kernel
import Localization
import Markup
import Web

/// One petition as a row of a list, in columns that can be compared.
struct PetitionRow: Component {
    let item: PetitionItem
    let choices: PetitionChoices
    let visitor: VisitorContext
    /// `h2` in the list, `h3` under another heading.
    var level = 2
    /// Under a heading that says it for all of them, the state is not said again.
    var hasTag = true
    /// Whether what was signed today is what matters.
    var hasToday = false

    private var t: Translator { visitor.t }

    var html: HTML {
        let measures = PetitionMeasures(
            item: item,
            t: t,
            zone: visitor.tenant.zone,
            now: visitor.now,
            hasToday: hasToday
        )
        return """
            <li class="row">\(HouseMark(number: item.id.number))
            \(PetitionHeading(
                item: item, choices: choices, visitor: visitor, level: level, hasTag: hasTag))
            \(measures)</li>

            """
    }
}

/// One petition that can be signed, on a home page.
struct PetitionCard: Component {
    let item: PetitionItem
    let choices: PetitionChoices
    let visitor: VisitorContext

    var html: HTML {
        let measures = PetitionMeasures(
            item: item,
            t: visitor.t,
            zone: visitor.tenant.zone,
            now: visitor.now
        )
        return """
            <li class="card supported petition-card">
            <div class="supported-head">\(HouseMark(number: item.id.number))
            \(PetitionHeading(
                item: item, choices: choices, visitor: visitor, level: 3, hasTag: false))</div>
            \(measures)
            </li>

            """
    }
}

/// What it is called, what it is about, and how far it is; the link makes all of its row or card one target.
private struct PetitionHeading: Component {
    let item: PetitionItem
    let choices: PetitionChoices
    let visitor: VisitorContext
    let level: Int
    let hasTag: Bool

    private var t: Translator { visitor.t }

    var html: HTML {
        let tag: HTML = """
            <p class="tags">\(item.state(at: visitor.now).tag(t))</p>
            """
        return """
            <div class="row-head">\(tag, when: hasTag)\
            <h\(level)>\(link)</h\(level)>\(about, when: !facts.isEmpty)</div>
            """
    }

    private var link: HTML {
        let path = visitor.spacePath(item.id.text)
        guard !item.isTextHidden else {
            let title = t("petitions.card.hidden", ["number": .number(item.id.number)])
            return """
                <a href="\(url: path)">\(title)</a>
                """
        }
        return """
            <a href="\(url: path)" lang="\(item.language)" dir="auto">\(item.title)</a>
            """
    }

    private var about: HTML {
        """
        <p class="meta">\(facts.joined(separator: " · "))</p>
        """
    }

    private var facts: [String] {
        let theme = item.theme.map { choices.word($0, .theme, t) }
        let decision = item.decision.map { choices.word($0.kind, .decision, t) }
        let reason = item.refusal.map { choices.word($0.reason, .reason, t) }
        return [theme, decision, reason].compactMap(\.self).filter { !$0.isEmpty }
    }
}
