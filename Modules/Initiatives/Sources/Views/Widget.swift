import Kernel
import Localization
import Markup
import Web

/// An initiative on somebody else's site: what, how far, and a way to the form.
///
/// Its links open a tab of their own, where the reader sees on whose site they sign.
struct Widget: Component {
    let details: InitiativeDetails
    let memberState: MemberState?
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var initiative: Initiative { details.initiative }
    private var progress: Progress { details.progress }

    var html: HTML {
        let said = initiative.said(in: visitor.visit.language.text)
        let isSignable = visitor.canSign(initiative)
        let label = t(isSignable ? "initiatives.widget.sign" : "initiatives.widget.see")
        return """
            <article class="widget">
            <p class="meta">\(visitor.institution)</p>
            <h1 lang="\(said.language)">\(said.title)</h1>
            \(progress.isKnown ? counts : "<p class=\"meta\">\(t("initiatives.progress.unknown"))</p>")
            <p><a class="button" href="\(url: address(isSignable))" target="_blank" rel="noopener">\
            \(label)<span class="visually-hidden"> (\(t("initiatives.widget.newTab")))</span></a></p>
            </article>
            """
    }

    private var counts: HTML {
        """
        <p class="count"><strong>\(t.number(progress.total))</strong> \
        <span>\(GoalWords.text(initiative.state(at: visitor.now), t))</span></p>
        \(ProgressBar(caption: percent, value: progress.total, goal: Progress.goal))
        <p class="meta">\(states)</p>
        """
    }

    private var percent: String {
        t.percent(ProgressBar.share(progress.total, of: Progress.goal))
    }

    private var states: String {
        t(
            "initiatives.widget.states",
            [
                "number": .number(progress.statesReached),
                "needed": .number(Progress.statesNeeded),
            ]
        )
    }

    private func address(_ isSignable: Bool) -> Path {
        let page = visitor.spacePath(initiative.id.text)
        let chosen = memberState.map { page.with("country", $0.code) } ?? page
        return isSignable ? chosen.fragment("sign") : chosen
    }
}
