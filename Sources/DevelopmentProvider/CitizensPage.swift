import Kernel
import Localization
import Markup

/// Everybody one can be, a button each, and a way back.
struct CitizensPage: Component {
    /// Where the choice is sent: the client's question is part of it.
    let action: Path
    /// The institution that asks.
    let site: String
    let now: Instant
    let t: Translator

    var html: HTML {
        """
        <h1>\(t("fictitious.title"))</h1>
        \(Notice(.warning, title: t("fictitious.notice")))
        <div class="reading"><p>\(t("fictitious.lead", ["site": .text(site)]))</p>
        <form method="post" action="\(url: action)">
        \(Citizen.all.map(row))\
        <p>\(Button(t("fictitious.cancel"), kind: .quiet, name: "citizen"))</p>
        </form></div>
        """
    }

    private func row(_ citizen: Citizen) -> HTML {
        """
        <p>\(Button(citizen.name, kind: .secondary, name: "citizen", value: citizen.id))
        <span class="hint">\(description(citizen))</span></p>

        """
    }

    private func description(_ citizen: Citizen) -> String {
        let years = citizen.age(at: now)
        let values: MessageValues = [
            "age": .text(t("fictitious.age", ["count": .number(years)])),
            "state": .key(MessageKey("country", citizen.nationality)),
            "country": .key(MessageKey("country", citizen.country)),
        ]
        return citizen.nationality == citizen.country
            ? t("fictitious.citizen", values) : t("fictitious.resident", values)
    }
}
