import FoundationEssentials
import Kernel
import Ledger
import Storage
import Vault

/// Writes the lines of a delivery: what was counted, and behind it what was kept beside it.
struct DeliveryPackage: Sendable {
    let database: Database
    let scope: Scope
    let item: Subject
    let state: String
    let isCollectionOver: Bool
    let write: @Sendable ([UInt8]) throws -> Void

    struct Written: Sendable {
        var statements = 0
        var alternates = 0
        /// SHA-256 of all lines, in hexadecimal.
        var hash = ""
    }

    func writeAll() async throws -> Written {
        var hash = RunningHash()
        var written = Written()
        written.statements = try await writeLines(from: 0, numbered: 0, &hash)
        // Before the end nobody is checked, and more may come.
        if isCollectionOver, written.statements > 0 {
            written.alternates = try await writeLines(
                from: Limits.ledgerAlternates,
                numbered: written.statements,
                &hash
            )
        }
        written.hash = hash.hexadecimal
        return written
    }

    /// Gives how many lines it wrote, of the entries behind a number of the ledger.
    private func writeLines(
        from sequence: Int,
        numbered before: Int,
        _ hash: inout RunningHash
    ) async throws -> Int {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var last = sequence
        var count = 0
        while true {
            let entries = try await read(after: last)
            guard let final = entries.last else { return count }
            for entry in entries {
                count += 1
                let line = line(entry, number: before + count)
                let bytes = Array(try encoder.encode(line)) + [UInt8(ascii: "\n")]
                hash.update(bytes)
                try write(bytes)
            }
            last = final.sequence
        }
    }

    private func read(after sequence: Int) async throws -> [StoredEntry] {
        try await database.read(in: scope) { transaction in
            try LedgerStore.entries(
                of: item,
                section: state,
                after: sequence,
                limit: Limits.deliveryPageRows,
                in: &transaction
            )
        }
    }

    private func line(_ entry: StoredEntry, number: Int) -> DeliveryLine {
        DeliveryLine(
            number: number,
            fingerprint: isCollectionOver ? Hexadecimal.encode(entry.key) : nil,
            isAlternate: entry.sequence > Limits.ledgerAlternates ? true : nil,
            day: entry.day.iso,
            channel: entry.channel,
            sealed: Data(entry.payload).base64EncodedString()
        )
    }
}
