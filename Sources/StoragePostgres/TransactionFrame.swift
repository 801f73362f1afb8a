internal import Kernel
internal import Storage

/// What stands around the body of a transaction: how it begins, and as whom.
struct TransactionFrame: Sendable {
    /// Whose rows can be seen; row-level security compares it with `tenant_id`.
    enum Sight: Sendable {
        case tenant(Tenant.ID)
        /// The tables that all tenants share.
        case shared
        /// Every row, with the rights of the login that connected: migrations and copies.
        case everything

        /// The value of the setting `parvis.tenant`; a sign is no letter of a tenant's name.
        ///
        /// Nil for the owner of the tables: no setting makes anybody see everything.
        var setting: String? {
            switch self {
            case .tenant(let id): id.text
            case .shared: "+"
            case .everything: nil
            }
        }

        var isEverything: Bool {
            if case .everything = self { true } else { false }
        }
    }

    let sight: Sight
    let begin: SQL
    /// Nothing can become of it, so its end cannot be in doubt.
    var isReadOnly = false
    /// How long a statement may wait for a lock; nil for the driver's own time.
    var lockWait: Duration?
    /// A lock that only one transaction of the whole installation holds.
    var isAlone = false
    /// It may take hours, and wait for another program meanwhile.
    var isPatient = false
    /// What the program may do with the tables that it makes.
    var declared: [TableAccess] = []
    /// The declarations are about every table there is.
    var isWhole = false

    static func read(_ sight: Sight) -> TransactionFrame {
        TransactionFrame(
            sight: sight,
            begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            isReadOnly: true
        )
    }

    static func write(_ sight: Sight, _ isolation: Isolation) -> TransactionFrame {
        switch isolation {
        case .serializable:
            TransactionFrame(sight: sight, begin: "BEGIN ISOLATION LEVEL SERIALIZABLE")
        case .lockedRows:
            TransactionFrame(sight: sight, begin: "BEGIN ISOLATION LEVEL READ COMMITTED")
        case .lockedRowsWithin(let wait):
            TransactionFrame(
                sight: sight,
                begin: "BEGIN ISOLATION LEVEL READ COMMITTED",
                lockWait: wait
            )
        }
    }

    /// One state of everything, for a backup.
    static let snapshot: TransactionFrame = {
        var frame = read(.everything)
        frame.isPatient = true
        return frame
    }()

    static func alter(declaring access: [TableAccess], isWhole: Bool = false) -> TransactionFrame {
        // Each statement must see what was done while it waited for the lock.
        TransactionFrame(
            sight: .everything,
            begin: "BEGIN ISOLATION LEVEL READ COMMITTED",
            isAlone: true,
            isPatient: false,
            declared: access,
            isWhole: isWhole
        )
    }
}
