/// A sort of thing that staff or an operator does: `role-given`.
///
/// Its words are at `audit.action` in the catalogue of whoever does it.
package struct AuditAction: Hashable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    package let name: String

    package init(_ name: String) { self.name = name }
    package init(stringLiteral name: String) { self.name = name }

    package var description: String { name }
}
