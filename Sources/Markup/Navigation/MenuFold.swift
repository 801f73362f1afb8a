/// What unfolds a menu on a narrow screen; on a wide one nobody meets it, and the menu is always there.
///
/// The menu stands behind it in the same parent, and not inside as usual: so a style sheet alone shows it on a wide
/// screen, whatever was pressed on a narrow one before, in every browser and without a script. Where there is no style
/// sheet, everything is shown.
package struct MenuFold: Component {
    private let label: String

    package init(_ label: String) {
        self.label = label
    }

    package var html: HTML {
        """
        <details class="fold"><summary>\(label)</summary></details>
        """
    }
}
