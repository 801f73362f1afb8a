internal import Kernel
internal import Storage

/// What stands around the body of a transaction: how it begins, and as whom.
struct TransactionFrame: Sendable {
    /// Whose rows can be seen; row-level security compares it with `tenant_id`.
    enum Sight: Sendable {
        case tenant(Tenant.ID)
        /// The tables that all tenants share.
        case shared
        /// Every row, with the rights of the role that connected: migrations and copies.
        case everything

        /// The value of the setting `parvis.tenant`; signs are no letters of a tenant's name.
        var setting: String {
            switch self {
            case .tenant(let id): id.text
            case .shared: "+"
            case .everything: "*"
            }
        }
    }

    let sight: Sight
    let begin: SQL
    /// A lock that only one transaction of the whole installation holds.
    var isAlone = false
    /// Tables whose rows a shared transaction sees for every tenant.
    var openTables: [String] = []

    static func read(_ sight: Sight) -> TransactionFrame {
        TransactionFrame(sight: sight, begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    static func write(_ sight: Sight, _ isolation: Isolation) -> TransactionFrame {
        switch isolation {
        case .serializable:
            TransactionFrame(sight: sight, begin: "BEGIN ISOLATION LEVEL SERIALIZABLE")
        case .lockedRows:
            TransactionFrame(sight: sight, begin: "BEGIN ISOLATION LEVEL READ COMMITTED")
        }
    }

    static func alter(opening tables: [String]) -> TransactionFrame {
        // Each statement must see what was done while it waited for the lock.
        TransactionFrame(
            sight: .everything,
            begin: "BEGIN ISOLATION LEVEL READ COMMITTED",
            isAlone: true,
            openTables: tables
        )
    }
}
