package import Localization

/// The first thing on every page: past the menus, for whoever goes through a page by keyboard.
package struct SkipLink: Component {
    private let target: String
    private let t: Translator

    /// `target` is the `id` of the contents, which must be able to take the focus.
    package init(to target: String, t: Translator) {
        self.target = target
        self.t = t
    }

    package var html: HTML {
        """
        <a class="skip" href="#\(target)">\(t("layout.skip"))</a>
        """
    }
}
