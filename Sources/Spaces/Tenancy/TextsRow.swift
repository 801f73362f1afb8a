import Kernel
import Storage

/// Two texts of an institution.
struct TextsRow: RowReadable {
    let tenant: Tenant.ID
    let first: String
    let second: String

    init(reading row: inout RowReader) throws(StorageError) {
        tenant = try row.next()
        first = try row.next()
        second = try row.next()
    }
}
