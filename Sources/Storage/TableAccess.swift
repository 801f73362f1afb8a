/// What the program may do with the rows of a table, beside reading them.
///
/// It is declared with the migration that makes the table. An engine with roles lets the program do
/// this and refuses everything else, whatever statement slips in; a table that nobody declared cannot
/// even be read.
package struct TableAccess: Sendable, Equatable {
    package enum Right: Sendable, Equatable {
        case add
        /// Sets other values in these columns; history is never changed.
        case change([String])
        case remove

        package static func change(_ columns: String...) -> Right { .change(columns) }
    }

    package let table: String
    package private(set) var rights: [Right]
    /// A transaction on what all tenants share sees the rows of every tenant.
    package private(set) var isOpen: Bool
    /// What stands in it stays as it was written: an engine without roles refuses other statements too.
    package let isForGood: Bool

    /// Without rights its rows can be read and nothing else.
    package init(
        _ table: String,
        _ rights: Right...,
        isOpen: Bool = false,
        isForGood: Bool = false
    ) {
        precondition(!isForGood || rights == [.add], "\(table) is not for good")
        self.table = table
        self.rights = rights
        self.isOpen = isOpen
        self.isForGood = isForGood
    }

    package var adds: Bool { rights.contains(.add) }

    package var removes: Bool { rights.contains(.remove) }

    /// The columns that may get other values, without doubles.
    package var changes: [String] {
        let columns = rights.flatMap { right -> [String] in
            if case .change(let columns) = right { columns } else { [] }
        }
        return Set(columns).sorted()
    }

    /// One declaration for each table: what a later migration allows comes to what earlier ones did.
    package static func joined(_ declarations: [TableAccess]) -> [TableAccess] {
        var joined: [TableAccess] = []
        for declaration in declarations {
            if let index = joined.firstIndex(where: { $0.table == declaration.table }) {
                joined[index].rights += declaration.rights
                joined[index].isOpen = joined[index].isOpen || declaration.isOpen
            } else {
                joined.append(declaration)
            }
        }
        return joined
    }
}
