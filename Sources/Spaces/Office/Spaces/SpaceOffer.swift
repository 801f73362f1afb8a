import Kernel
import Localization
import Markup
import Web

/// What a module tells of a space to one reader: numbers, and the tables that they may have.
struct SpaceOffer {
    let statistics: [StatisticDeclaration]
    let exports: [ExportDeclaration]

    /// Whoever may read statistics in the space reads all of them; each table has a permission of its own.
    init(of module: any SpaceModule, in space: Space, to staff: StaffContext) {
        statistics = staff.allows("site.statistics", in: space) ? module.statistics : []
        exports = module.exports.filter { staff.allows($0.permission, in: space) }
    }

    var isEmpty: Bool { statistics.isEmpty && exports.isEmpty }
}

extension SpaceModule {
    /// The way to what a space offers, for whoever is offered anything.
    func dataWay(
        in space: Space,
        _ staff: StaffContext
    ) -> (title: String, link: NavigationLink)? {
        guard !SpaceOffer(of: self, in: space, to: staff).isEmpty else { return nil }
        let t = staff.visitor.t
        let path = OfficeSpaces.path(space.id, staff.visitor).appending("data")
        return (t("office.data.title"), NavigationLink(path: path, label: t("office.data.action")))
    }
}
