package import Kernel

/// One address and what answers it, as `parvis routes` prints it.
package struct Route: Sendable, Hashable {
    package let method: String
    /// As people see it: `/{language}/{space}/:initiative`.
    package let path: String
    package let gate: Gate
    /// Who declared it: a module's id, or `site`.
    package let module: String

    /// Who may pass.
    package enum Gate: Sendable, Hashable {
        /// Whoever asks.
        case anyone
        /// Whoever is signed in, about their own things.
        case member
        /// Members with a permission.
        case staff(Permission)

        package var name: String {
            switch self {
            case .anyone: "anyone"
            case .member: "member"
            case .staff: "staff"
            }
        }

        /// What it takes to pass, by name.
        package var permission: String {
            switch self {
            case .anyone: "public"
            case .member: "own"
            case .staff(let permission): permission.name
            }
        }
    }
}
