import Kernel

/// How many entries one person may have in a space.
package struct LedgerLimit: Sendable, Hashable {
    /// Who it is, for this space alone: sixteen bytes that no entry holds.
    package let person: [UInt8]
    package let most: Int

    package init(person: [UInt8], most: Int) {
        precondition(person.count == 16 && most >= 0)
        self.person = person
        self.most = most
    }
}

/// Somebody whose entries are limited.
struct LedgerPerson: Sendable, Hashable, Comparable {
    let space: Space.ID
    let key: [UInt8]

    static func < (one: LedgerPerson, other: LedgerPerson) -> Bool {
        if one.space != other.space { return one.space < other.space }
        return one.key.lexicographicallyPrecedes(other.key)
    }
}
