/// One thing in a space, as whatever is not its module names it: the ledger, the vault, receipts.
///
/// Two modules, or two spaces of one module, can give the same number to different things.
package struct Subject: Hashable, Sendable {
    /// What sort of thing it is: a word of its module, `initiative`.
    package struct Kind: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        package let name: String

        package init(_ name: String) { self.name = name }
        package init(stringLiteral name: String) { self.name = name }

        package var description: String { name }
    }

    package let space: Space.ID
    package let kind: Kind
    /// What the module calls it among its kind, in its space.
    package let id: String

    package init(space: Space.ID, kind: Kind, id: String) {
        self.space = space
        self.kind = kind
        self.id = id
    }
}

extension Subject.Kind {
    /// A piece of work that is queued for somebody: nobody else sees what belongs to it.
    package static let work: Subject.Kind = "work"
}

extension Subject: Comparable, CustomStringConvertible {
    /// An order that is the same everywhere: in it, transactions lock what they need.
    package static func < (one: Subject, other: Subject) -> Bool {
        (one.space, one.kind.name, one.id) < (other.space, other.kind.name, other.id)
    }

    /// `1/initiative/2026-000001`: what browsers and deliveries bind a sealed statement to.
    package var description: String { "\(space)/\(kind)/\(id)" }
}
