/// Counts the rows of each table in the script that `pg_restore` makes of a dump.
///
/// Data stand between `COPY table (columns) FROM stdin;` and `\.`, a line for each row: a line break in a
/// value is written as `\n`. <https://www.postgresql.org/docs/15/sql-copy.html>
struct CopiedRows {
    private(set) var rows: [String: Int] = [:]
    private var line: [UInt8] = []
    private var isLong = false
    private var table: String?

    /// The next bytes of the script, cut anywhere.
    mutating func take(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                end()
            } else if line.count < Self.longest {
                line.append(byte)
            } else {
                isLong = true
            }
        }
    }

    /// True when the script ended outside of a table's data.
    var isWhole: Bool { table == nil && line.isEmpty }

    private mutating func end() {
        defer {
            line.removeAll(keepingCapacity: true)
            isLong = false
        }
        if let table {
            if !isLong, line.elementsEqual("\\.".utf8) {
                self.table = nil
            } else {
                rows[table, default: 0] += 1
            }
        } else if !isLong, line.starts(with: "COPY ".utf8), line.ends(with: " FROM stdin;") {
            let name = Self.name(in: String(decoding: line, as: UTF8.self))
            rows[name, default: 0] += 0
            table = name
        }
    }

    /// `ledger_entry` of `COPY public.ledger_entry (…) FROM stdin;`.
    private static func name(in line: String) -> String {
        let place = line.dropFirst("COPY ".count).prefix { $0 != "(" && $0 != " " }
        return String(place.split(separator: ".").last ?? place).filter { $0 != "\"" }
    }

    /// Of a line that begins or ends a table's data; those of rows are only counted.
    private static let longest = 4096
}

extension [UInt8] {
    fileprivate func ends(with text: String) -> Bool {
        suffix(text.utf8.count).elementsEqual(text.utf8)
    }
}
