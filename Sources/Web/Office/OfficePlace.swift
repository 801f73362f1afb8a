package import Kernel
package import Localization

/// A part of the back office, as its menu names it.
package struct OfficePlace: Sendable {
    /// Below `/admin`; empty for its first page.
    package let name: String
    package let title: MessageKey
    /// Whoever has it, for the institution or in one of its spaces, finds the part in the menu.
    package let permission: Permission

    package init(_ name: String, title: MessageKey, permission: Permission) {
        self.name = name
        self.title = title
        self.permission = permission
    }
}
