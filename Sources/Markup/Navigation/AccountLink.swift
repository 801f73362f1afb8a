import Kernel

/// The way in, or to what is one's own, in the header of every page of an institution.
package struct AccountLink: Component {
    private let link: NavigationLink

    package init(_ link: NavigationLink) { self.link = link }

    package var html: HTML {
        """
        <a class="account-link" href="\(url: link.path)"\
        \(" aria-current=\"page\"", when: link.isCurrent)>\(link.label)</a>
        """
    }
}

extension Slot.ID {
    /// The place of the account link.
    package static let account = Slot.ID(owner: "site", space: .site, name: "account")
}
