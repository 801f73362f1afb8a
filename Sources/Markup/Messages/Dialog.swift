package import Localization

/// A question or an explanation over the page.
///
/// The opener is a link to it: without JavaScript it leads there and the dialog stands open in the
/// page (`:target` in the style sheet); `Public/js/dialog.js` opens it over the page instead, where
/// the browser keeps the focus inside and Escape closes it.
package struct Dialog: Component {
    private let id: String
    private let opener: String
    private let title: String
    private let content: HTML
    private let t: Translator

    package init(id: String, opener: String, title: String, content: HTML, t: Translator) {
        self.id = id
        self.opener = opener
        self.title = title
        self.content = content
        self.t = t
    }

    package var html: HTML {
        """
        <p><a class="button button-secondary" id="\(id)-opener" href="#\(id)" data-dialog>\
        \(opener)</a></p>
        <dialog class="dialog" id="\(id)" aria-labelledby="\(id)-title">
        <h2 id="\(id)-title">\(title)</h2>
        \(content)
        <p><a class="button" href="#\(id)-opener" data-close>\(t("dialog.close"))</a></p>
        </dialog>
        """
    }
}
