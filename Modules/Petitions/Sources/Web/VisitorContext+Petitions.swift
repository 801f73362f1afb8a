import Kernel
import Localization
import Markup
import Web

extension VisitorContext {
    /// What the list of petitions is called: as the space is, where somebody has named it.
    var petitionsTitle: String { space?.ownTitle(t) ?? t("petitions.list.title") }

    /// The way to the list, above a page.
    var petitionsLink: NavigationLink {
        NavigationLink(path: spacePath(), label: petitionsTitle)
    }

    /// The way to the page of a petition, above one about it.
    func link(to petition: Petition) -> NavigationLink {
        NavigationLink(
            path: spacePath(petition.id.text),
            label: t("petitions.page.number", ["number": .number(petition.id.number)])
        )
    }

    /// Where it is explained how a petition works.
    var petitionsGuide: NavigationLink {
        NavigationLink(path: spacePath("rules"), label: t("petitions.rules.short"))
    }

    /// Whether petitions are begun and submitted here now.
    var takesPetitions: Bool { space?.opens(Petitions.write, at: now) == true }

    /// Whether somebody can sign a petition here now: it collects, and its space is open for that.
    func canSign(_ petition: Petition) -> Bool {
        let state = petition.state(at: now)
        return state.isSignable && state != .gathering
            && space?.opens(Petitions.sign, at: now) == true
    }

    /// The number of the petition in the address.
    ///
    /// Throws `notFound` for what is none.
    func petitionID() throws -> Petition.ID {
        guard let id = Petition.ID(try parameter("petition")) else { throw PageError.notFound }
        return id
    }
}
