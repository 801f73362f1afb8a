package import Kernel

/// What a database holds in a cell.
package enum SQLValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
    /// A column of values of one kind, for an engine that takes it whole (``SQLConnection/table(_:_:)``).
    indirect case list([SQLValue])

    /// What it holds, roughly.
    var byteCount: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        case .list(let values): values.reduce(0) { $0 + $1.byteCount }
        case .null, .boolean, .integer, .real: 8
        }
    }
}

/// A value that can be bound to a statement.
package protocol SQLBindable {
    var sqlValue: SQLValue { get }
}

/// A value that can be read from a row.
package protocol SQLReadable {
    /// Nil when the cell holds something else.
    init?(sqlValue: SQLValue)
}

extension SQLValue: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { self }

    /// Whatever stands in the cell.
    package init?(sqlValue: SQLValue) { self = sqlValue }
}

extension String: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .text(self) }

    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self = text
    }
}

extension Int: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .integer(Int64(self)) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let integer) = sqlValue else { return nil }
        self.init(exactly: integer)
    }
}

extension Bool: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .boolean(self) }

    package init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .boolean(let boolean): self = boolean
        // SQLite keeps truth as 0 and 1.
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

extension [UInt8]: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .bytes(self) }

    package init?(sqlValue: SQLValue) {
        guard case .bytes(let bytes) = sqlValue else { return nil }
        self = bytes
    }
}

extension Instant: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .integer(milliseconds) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let milliseconds) = sqlValue else { return nil }
        self.init(milliseconds: milliseconds)
    }
}

/// A day is kept as its number since 1 January 1970, so that days can be compared and grouped.
extension CivilDate: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .integer(Int64(daysSinceEpoch)) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let days) = sqlValue else { return nil }
        self.init(daysSinceEpoch: Int(days))
    }
}

extension Tenant.ID: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .text(text) }

    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}

extension Space.ID: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .integer(Int64(number)) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let number) = sqlValue else { return nil }
        self.init(Int(number))
    }
}

extension Subject.Kind: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .text(name) }

    package init?(sqlValue: SQLValue) {
        guard case .text(let name) = sqlValue else { return nil }
        self.init(name)
    }
}

/// Reads the three columns by which a thing is named: space, kind and id.
extension Subject: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        let space: Space.ID = try row.next()
        let kind: Kind = try row.next()
        self.init(space: space, kind: kind, id: try row.next())
    }
}

extension Member.ID: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .text(text) }

    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
    package init?(sqlValue: SQLValue) {
        if case .null = sqlValue {
            self = .none
        } else if let value = Wrapped(sqlValue: sqlValue) {
            self = .some(value)
        } else {
            return nil
        }
    }
}
