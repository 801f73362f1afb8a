import Kernel
package import Localization
package import Markup

/// The way into a list: words to look for, with filter and order kept.
package struct ListSearch<Filter: ListChoice, Order: ListChoice>: Component {
    private let visit: ListVisit<Filter, Order>
    private let list: Path
    private let label: String
    private let example: String
    private let others: [(name: String, value: String)]
    private let t: Translator

    /// `others` are what a list reads of its address beside words, filter and order: they are kept, too.
    package init(
        _ visit: ListVisit<Filter, Order>,
        of list: Path,
        label: String,
        example: String,
        keeping others: [(name: String, value: String)] = [],
        t: Translator
    ) {
        self.visit = visit.first
        self.others = others
        self.list = list
        self.label = label
        self.example = example
        self.t = t
    }

    package var html: HTML {
        """
        <form class="search" role="search" method="get" action="\(url: list)">
        <label class="visually-hidden" for="field-q">\(label)</label>
        <input type="search" id="field-q" name="q" value="\(visit.words)" \
        placeholder="\(example)" maxlength="\(Limits.searchCharacters)" \
        dir="auto" enterkeyhint="search" autocomplete="off">
        \(hidden)\(Button(t("list.find")))
        \(clear, when: !visit.words.isEmpty)</form>
        """
    }

    private var hidden: HiddenFields { HiddenFields(others + visit.choices) }

    private var clear: HTML {
        var all = visit
        all.words = ""
        let list = others.reduce(list) { $0.with($1.name, $1.value) }
        return ButtonLink(t("list.clear"), to: all.path(of: list), kind: .quiet).html
    }
}
