import Kernel
import Localization
import Markup
import Web

/// One initiative as a row of a list, in columns that can be compared.
struct InitiativeRow: Component {
    let item: InitiativeItem
    let visitor: VisitorContext
    let assets: Assets
    /// `h2` in the list, `h3` under another heading.
    var level = 2
    /// Under a heading that says it for all of them, the state is not said again.
    var hasTag = true

    var html: HTML {
        """
        <li class="row">\(InitiativeMark(item: item, visitor: visitor, assets: assets))
        \(InitiativeHeading(item: item, visitor: visitor, level: level, hasTag: hasTag))
        \(Measures(item: item, t: visitor.t, now: visitor.now))</li>

        """
    }
}

/// One initiative that can be signed: the people who have, and what is still missing.
struct InitiativeCard: Component {
    let item: InitiativeItem
    let visitor: VisitorContext
    let assets: Assets

    var html: HTML {
        """
        <li class="card supported">
        <div class="supported-head">\(InitiativeMark(item: item, visitor: visitor, assets: assets))
        \(InitiativeHeading(item: item, visitor: visitor, level: 3, hasTag: false))</div>
        \(CrowdSquare(
            id: "crowd-" + item.id.text, label: label, value: item.total, goal: Progress.goal))
        \(Measures(item: item, t: visitor.t, now: visitor.now, hasBar: false))
        </li>

        """
    }

    private var label: String {
        visitor.t(
            "initiatives.progress.totalLabel",
            [
                "count": .number(item.total),
                "share": .percent(ProgressBar.share(item.total, of: Progress.goal)),
            ]
        )
    }
}

/// What it is called, and what it is now; the link makes all of its row or card one target.
private struct InitiativeHeading: Component {
    let item: InitiativeItem
    let visitor: VisitorContext
    let level: Int
    var hasTag = true

    var html: HTML {
        let said = item.said(in: visitor.visit.language.text)
        let tag: HTML = """
            <p class="tags">\(visitor.stateTag(of: item))</p>
            """
        return """
            <div class="row-head">\(tag, when: hasTag)\
            <h\(level)><a href="\(url: visitor.spacePath(item.id.text))" \
            lang="\(said.language)">\(said.title)</a></h\(level)></div>
            """
    }
}
