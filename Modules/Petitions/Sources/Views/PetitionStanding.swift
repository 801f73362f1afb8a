import Kernel
import Localization
import Markup
import Web

/// How far a petition has come: how many signed, of how many, and what comes next in time.
///
/// While it collects, a script keeps the count current (`Public/js/live.js`); without it the page shows what it
/// was built with.
struct PetitionStanding: Component {
    let details: PetitionDetails
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { details.petition }
    private var state: PetitionState { petition.state(at: visitor.now) }
    private var count: Int { petition.shownSignatures }

    var html: HTML {
        """
        <section class="standing" aria-labelledby="standing-title"\(live)>
        <h2 class="visually-hidden" id="standing-title">\(t("petitions.standing.title"))</h2>
        <p class="count"><strong data-live-count>\(t.number(count))</strong> \
        <span>\(ofGoal)</span></p>
        \(ProgressBar(label: label, value: count, goal: petition.terms.threshold))
        \(time)
        \(reached, when: !labels.isEmpty)
        </section>
        """
    }

    private var live: HTML {
        guard state.isSignable else { return .empty }
        let path = PetitionPlaces.counts(of: petition.id, visitor)
        return """
             data-live="\(url: path)"
            """
    }

    private var ofGoal: String {
        t("petitions.standing.ofGoal", ["goal": .number(petition.terms.threshold)])
    }

    private var label: String {
        let share = ProgressBar.share(count, of: petition.terms.threshold)
        return t("petitions.standing.label", ["count": .number(count), "share": .percent(share)])
    }

    private var time: HTML {
        if let days = petition.daysLeft(at: visitor.now), let last = petition.lastDay {
            let words = t("petitions.standing.daysLeft", ["date": .date(last)])
            return figures(t.number(days), words)
        }
        guard state.awaitsAnswer, let since = petition.waitsSince else { return .empty }
        let zone = petition.terms.civilZone
        let first = zone.date(at: since)
        return figures(
            t.number(zone.daysPassed(since: first, at: visitor.now)),
            t("petitions.standing.waiting", ["date": .date(first)])
        )
    }

    private func figures(_ number: String, _ label: String) -> HTML {
        """
        <dl class="figures"><div><dt>\(label)</dt>
        <dd>\(number)</dd></div></dl>
        """
    }

    /// What it has reached beside, in the words of the institution.
    private var labels: [String] {
        details.thresholds
            .filter { details.crossed[$0.number] != nil }
            .compactMap { $0.word(t) }
    }

    private var reached: HTML {
        let items = labels.map { label -> HTML in "<li>\(label)</li>" }
        return """
            <ul class="reached-states">\(items)</ul>
            """
    }
}
