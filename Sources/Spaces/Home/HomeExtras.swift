import Kernel
import Localization
import Markup
import Text
import Web

/// What an institution has set for its home page: figures of its spaces, and a text.
struct HomeExtras: Component {
    let content: HomeContent
    /// What each space gives.
    let figures: [Space.ID: [HomeFigure]]
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let shown = content.figures.compactMap { wish in
            figures[wish.space]?.first { $0.name == wish.name }
        }
        let list: HTML = """
            <dl class="figures home-figures">\(shown.map(figure))</dl>
            """
        return "\(list, when: !shown.isEmpty)\(text)"
    }

    private func figure(_ figure: HomeFigure) -> HTML {
        """
        <div><dt>\(figure.label)</dt><dd>\(t.number(figure.value))</dd></div>
        """
    }

    /// In the reader's language, or else in the first of the institution's in which there is one.
    private var text: HTML {
        let languages = [t.language] + visitor.tenant.languages
        guard let language = languages.first(where: { content.texts[$0] != nil }),
            let document = content.texts[language].flatMap({ MarkdownDocument($0) })
        else { return .empty }
        let isOther = language != t.language
        let words = MarkdownText(
            document,
            topLevel: 2,
            language: isOther ? language.text : nil
        )
        return "<section class=\"home-text\">\(words)</section>"
    }
}
