import Kernel
import Localization
import Markup
import Web

/// Number, dates and time left, in Brussels.
struct InitiativeFacts: Component {
    let initiative: Initiative
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <dl class="facts">
        \(row("number", HTML(escaping: initiative.id.registrationNumber)))
        \(row("registered", date(initiative.registeredOn)))
        \(period)
        \(answered)
        </dl>
        """
    }

    private var period: HTML {
        guard let period = initiative.period else {
            return row("period", HTML(escaping: t("initiatives.card.noDates")))
        }
        let collection = t.markup(
            "initiatives.fact.fromTo",
            ["from": date(period.firstDay), "to": date(period.lastDay)]
        )
        guard let days = period.daysLeft(at: visitor.now), initiative.stage == .scheduled else {
            return row("period", collection)
        }
        let left = t("initiatives.fact.daysLeft", ["count": .number(days)])
        return row("period", collection) + row("left", HTML(escaping: left))
    }

    private var answered: HTML {
        guard let day = initiative.answeredOn else { return .empty }
        return row("answered", date(day))
    }

    private func row(_ name: String, _ value: HTML) -> HTML {
        """
        <div><dt>\(t(MessageKey("initiatives.fact", name)))</dt><dd>\(value)</dd></div>

        """
    }

    private func date(_ day: CivilDate) -> HTML {
        """
        <time datetime="\(day.iso)">\(t.date(day))</time>
        """
    }
}
