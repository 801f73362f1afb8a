import Accounts
import Audit
import Kernel
import Localization
import NIOCore
import Text
import Web

/// Entries as a table for spreadsheets, the newest first: some are read when the reader has taken those
/// before.
struct AuditTable: AsyncSequence, Sendable {
    /// Entries below a number, with the people that they name.
    typealias Source = @Sendable (Int?, Int) async throws -> (entries: [AuditEntry], Authors)

    let words: AuditWords
    let read: Source

    func makeAsyncIterator() -> Iterator { Iterator(table: self) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let table: AuditTable
        private var last: Int?
        private var count = 0
        private var hasEnded = false

        fileprivate init(table: AuditTable) { self.table = table }

        mutating func next() async throws -> ByteBuffer? {
            guard !hasEnded else { return nil }
            let limit = Swift.min(Limits.auditExportPageRows, Limits.auditExportRows - count)
            let (entries, names) = try await table.read(last, limit)
            let words = table.words.naming(names)
            let head = last == nil ? AuditTable.head(words) : ""
            count += entries.count
            last = entries.last?.number ?? last
            hasEnded = entries.count < limit || count == Limits.auditExportRows
            let rows = entries.map { AuditTable.row($0, words) }
            return ByteBuffer(string: head + rows.joined())
        }
    }

    /// With the mark of UTF-8, without which some spreadsheets read another alphabet.
    private static func head(_ words: AuditWords) -> String {
        let t = words.t
        return "\u{FEFF}"
            + TableText().row([
                t("audit.column.number"), t("audit.column.day"), t("audit.column.time"),
                t("audit.column.who"), t("audit.column.account"), t("audit.column.what"),
                t("audit.column.subject"), t("audit.column.reference"), t("audit.column.changes"),
            ])
    }

    private static func row(_ entry: AuditEntry, _ words: AuditWords) -> String {
        let zone = words.site.tenant.zone
        let time = zone.time(at: entry.at)
        let minute = (time.minute < 10 ? "0" : "") + String(time.minute)
        let changes = entry.changes.map { changes in
            changes.fields.map { field in
                let parts = [changes.before[field], changes.after[field]].map { text in
                    text.map { words.value($0, of: field, in: entry) } ?? "–"
                }
                return words.head(of: field) + " " + parts.joined(separator: " → ")
            }
        }
        let texts = [
            words.name(of: entry.actor), entry.actor.text, words.name(of: entry.action),
            words.name(of: entry.subject), entry.subject.description,
            (changes ?? []).joined(separator: " · "),
        ]
        let place: [TableText.Cell] = [
            .plain(String(entry.number)), .plain(zone.date(at: entry.at).iso),
            .plain("\(time.hour):\(minute)"),
        ]
        return TableText().row(of: place + texts.map { TableText.Cell.text($0) })
    }
}
