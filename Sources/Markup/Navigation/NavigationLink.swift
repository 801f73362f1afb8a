/// A place to go to, in menus, tabs and breadcrumbs.
package struct NavigationLink: Sendable {
    package let path: Path
    package let label: String
    package let isCurrent: Bool

    package init(path: Path, label: String, isCurrent: Bool = false) {
        self.path = path
        self.label = label
        self.isCurrent = isCurrent
    }

    /// The link in its list, marked when the reader is there.
    var item: HTML {
        let current: HTML = isCurrent ? " aria-current=\"page\"" : .empty
        return """
            <li><a href="\(url: path)"\(current)>\(label)</a></li>
            """
    }
}
