import Foundation

/// What a program did to the files of its database, written down by `Tests/Disk/recorder.c` and, for
/// what was answered, by the test: in one order.
package struct DiskRecord {
    /// What was done.
    package enum Kind: UInt32 {
        case named, written, truncated, began, synchronised, removed
        case answered = 9
    }

    /// One thing that was done, to which file.
    package struct Entry {
        package let kind: Kind
        let file: Int
        /// Of bytes in the file; of a synchronisation, which thread's.
        let offset: Int
        /// Where in the record its bytes are.
        let bytes: Range<Int>
    }

    let bytes: [UInt8]
    /// In their order.
    package private(set) var entries: [Entry] = []
    /// The name of each file, without its folder.
    private(set) var names: [String] = []

    /// Reads what was written down in a file.
    package init(path: String) throws {
        bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        var place = 0
        // Each program gives its files numbers of its own.
        var numbers: [Int: Int] = [:]
        // A program that was killed may have left the last entry unfinished.
        while let (kind, range) = try head(at: place) {
            let number = number(at: place + 4, bytes: 4)
            if kind == .named {
                let name = (String(decoding: bytes[range], as: UTF8.self) as NSString)
                    .lastPathComponent
                if !names.contains(name) { names.append(name) }
                numbers[number] = names.firstIndex(of: name)
            }
            let offset = self.number(at: place + 8, bytes: 8)
            let file = numbers[number] ?? -1
            entries.append(Entry(kind: kind, file: file, offset: offset, bytes: range))
            place = range.upperBound
        }
    }

    /// The kind of an entry, and where its bytes are; nil at the end.
    private func head(at place: Int) throws -> (Kind, Range<Int>)? {
        let start = place + Self.headBytes
        guard start <= bytes.count else { return nil }
        guard let kind = Kind(rawValue: UInt32(number(at: place, bytes: 4))) else {
            throw ProgramFailure(text: "the record of the disk is unreadable at \(place)")
        }
        let isFilled = kind == .named || kind == .written || kind == .answered
        let end = start + (isFilled ? number(at: place + 16, bytes: 8) : 0)
        return end <= bytes.count ? (kind, start..<end) : nil
    }

    func text(of entry: Entry) -> String { String(decoding: bytes[entry.bytes], as: UTF8.self) }

    /// Instants right after the file was brought to disk, and right after the journal began anew.
    package var turns: [Int] {
        entries.indices.filter { index in
            let entry = entries[index]
            guard names.indices.contains(entry.file) else { return false }
            let isJournal = names[entry.file].hasSuffix("-wal")
            return entry.kind == .synchronised && !isJournal
                || entry.kind == .written && isJournal && entry.offset == 0
        }
        .map { $0 + 1 }
    }

    private func number(at place: Int, bytes count: Int) -> Int {
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[place + index]) }
        return Int(truncatingIfNeeded: value)
    }

    private static let headBytes = 24
}
