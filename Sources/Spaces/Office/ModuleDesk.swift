package import Kernel
package import Localization
import Markup
import Web

/// A page of a module's own in the back office, as the pages of the office lead to it.
package struct ModuleDesk: Sendable {
    package let title: MessageKey
    /// What one does there, as a link.
    package let action: MessageKey
    /// Below the module's place in the office; empty for its first page.
    package let path: String
    /// Whoever has it in the space finds the way there.
    package let permission: Permission

    package init(
        title: MessageKey,
        action: MessageKey,
        path: String = "",
        permission: Permission
    ) {
        self.title = title
        self.action = action
        self.path = path
        self.permission = permission
    }
}

extension ModuleManifest {
    /// The ways to its own pages about a space, for whoever may go there.
    func ways(in space: Space, _ staff: StaffContext) -> [(title: String, link: NavigationLink)] {
        let t = staff.visitor.t
        return desks.filter { staff.allows($0.permission, in: space) }.map { desk in
            let place = OfficeRoutes.path(of: id, in: space.id, staff.visitor)
            let path = desk.path.isEmpty ? place : place.appending(desk.path)
            return (t(desk.title), NavigationLink(path: path, label: t(desk.action)))
        }
    }
}
