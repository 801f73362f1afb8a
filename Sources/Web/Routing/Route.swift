/// One address and what answers it, as `parvis routes` prints it.
package struct Route: Sendable, Hashable {
    package let method: String
    /// As people see it: `/{language}/{space}/:initiative`.
    package let path: String
    package let gate: Gate
    /// Who declared it: a module's id, or `site`.
    package let module: String

    /// Who may pass.
    package enum Gate: String, Sendable {
        case anyone
    }
}
