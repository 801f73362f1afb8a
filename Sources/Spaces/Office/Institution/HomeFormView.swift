import Kernel
import Localization
import Markup
import Web

/// The form of the home page.
struct HomeFormView: Component {
    let content: HomeContent
    let mark: String
    let site: Site
    /// What can be chosen.
    let figures: [(space: Space, figure: HomeFigure)]
    let typed: Typed
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <p>\(t("office.home.text"))</p>
        <form method="post" action="\(url: InstitutionDesk.path("home", visitor))" novalidate>
        <input type="hidden" name="mark" value="\(mark)">
        \(order, when: site.spaces.count > 1)\(chosen)\(site.tenant.languages.map(text))
        <p>\(Button(t("office.space.save")))</p></form>
        """
    }

    private var order: HTML {
        let spaces = content.order.compactMap { id in site.spaces.first { $0.id == id } }
        let places = (1...max(1, spaces.count)).map {
            SelectField.Choice(value: String($0), label: t.number($0))
        }
        let fields = spaces.enumerated().map { index, space in
            SelectField(
                FieldFrame(name: "place-\(space.id)", label: space.title(t)),
                choices: places,
                selected: String(index + 1)
            ).html
        }
        return Fieldset(
            id: "order",
            legend: t("office.home.order"),
            hint: "\(t("office.home.order.hint"))",
            content: "\(fields)"
        ).html
    }

    private var chosen: HTML {
        let choices: [SelectField.Choice] =
            [SelectField.Choice(value: "", label: t("office.home.figure.none"))]
            + figures.map { space, figure in
                let values: MessageValues = [
                    "space": .text(space.title(t)), "label": .text(figure.label),
                    "value": .number(figure.value),
                ]
                return SelectField.Choice(
                    value: HomeContent.Figure(space: space.id, name: figure.name).text,
                    label: t("office.home.figure.choice", values)
                )
            }
            + absent
        let fields = (1...Limits.homeFigures).map { number in
            let set = content.figures.dropFirst(number - 1).first
            return SelectField(
                FieldFrame(
                    name: "figure-\(number)",
                    label: t("office.home.figure", ["number": .number(number)]),
                    problem: typed.problem("figure-\(number)")
                ),
                choices: choices,
                selected: set?.text ?? ""
            ).html
        }
        return Fieldset(
            id: "figures",
            legend: t("office.home.figures"),
            hint:
                "\(t(figures.isEmpty ? "office.home.figures.empty" : "office.home.figures.hint"))",
            content: "\(fields)"
        ).html
    }

    /// What is set and not given just now: it stays until somebody chooses another.
    private var absent: [SelectField.Choice] {
        let given = figures.map { HomeContent.Figure(space: $0.space.id, name: $0.figure.name) }
        return content.figures.filter { !given.contains($0) }.map { figure in
            let space = site.spaces.first { $0.id == figure.space }
            let values: MessageValues = [
                "space": .text(space?.title(t) ?? figure.space.description),
                "label": .text(figure.name),
            ]
            return SelectField.Choice(
                value: figure.text,
                label: t("office.home.figure.absent", values)
            )
        }
    }

    private func text(_ language: LanguageTag) -> HTML {
        let name = pages.translations.translator(for: language)("language.name")
        return TextArea(
            FieldFrame(
                name: "text-\(language)",
                label: t("office.home.source", ["language": .text(name)]),
                hint: "\(t("office.legal.source.hint"))",
                problem: typed.problem("text-\(language)")
            ),
            value: content.texts[language] ?? "",
            maximum: Limits.homeTextBytes,
            rows: 8,
            isRequired: false,
            t: t
        ).html
    }
}
