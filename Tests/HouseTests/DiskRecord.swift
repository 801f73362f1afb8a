import Foundation
import TestSupport

/// What a program did to the files of its database, written down by `Tests/Disk/recorder.c` and, for
/// what was answered, by the test: in one order.
struct DiskRecord {
    enum Kind: UInt32 {
        case named, written, truncated, began, synchronised, removed
        case answered = 9
    }

    struct Entry {
        let kind: Kind
        let file: Int
        /// Of bytes in the file; of a synchronisation, which thread's.
        let offset: Int
        /// Where in the record its bytes are.
        let bytes: Range<Int>
    }

    let bytes: [UInt8]
    private(set) var entries: [Entry] = []
    /// The name of each file, without its folder.
    private(set) var names: [String] = []

    init(path: String) throws {
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
    var turns: [Int] {
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

/// A program's disk, as far as it is told to forget.
struct ForgetfulDisk {
    private struct File {
        /// Nil when there is no such file.
        var durable: [UInt8]?
        /// What was done to it and not brought to disk.
        var pending: [DiskRecord.Entry] = []
    }

    private struct Synchronisation: Hashable {
        let file: Int
        let thread: Int
    }

    private let record: DiskRecord
    private let before: String
    private var files: [Int: File] = [:]
    private var running: [Synchronisation: Int] = [:]
    private var place = 0
    /// What was answered until this instant.
    private(set) var answers: Set<String> = []

    /// From the files that lay in a folder when the program started.
    init(_ record: DiskRecord, before: String) {
        self.record = record
        self.before = before
    }

    /// Goes on to an instant: before this entry of the record.
    mutating func advance(to instant: Int) {
        while place < instant {
            take(record.entries[place])
            place += 1
        }
    }

    /// Writes the files as they lie there after a power cut: all that was brought to disk, and of the
    /// rest, page by page, what chance keeps.
    func cut(into folder: String, chance: () -> Bool) throws {
        for (number, file) in files {
            guard var bytes = file.durable else { continue }
            for entry in file.pending {
                for piece in Self.pieces(of: entry) where chance() { apply(piece, to: &bytes) }
            }
            try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + record.names[number]))
        }
    }

    private mutating func take(_ entry: DiskRecord.Entry) {
        let moment = Synchronisation(file: entry.file, thread: entry.offset)
        switch entry.kind {
        case .named:
            if files[entry.file] == nil { files[entry.file] = File(durable: old(entry.file)) }
        case .written, .truncated:
            if files[entry.file]?.durable == nil { files[entry.file]?.durable = [] }
            files[entry.file]?.pending.append(entry)
        case .began: running[moment] = files[entry.file]?.pending.count
        case .synchronised: keep(running.removeValue(forKey: moment) ?? 0, of: entry.file)
        case .removed: files[entry.file] = File()
        case .answered: answers.insert(record.text(of: entry))
        }
    }

    /// The first changes of a file have come to disk.
    private mutating func keep(_ count: Int, of number: Int) {
        guard var file = files.removeValue(forKey: number), var bytes = file.durable else { return }
        file.durable = nil
        for entry in file.pending.prefix(count) { apply(entry, to: &bytes) }
        file.durable = bytes
        file.pending.removeFirst(count)
        files[number] = file
        // Others of the same file that run meanwhile began with these.
        for (moment, begun) in running where moment.file == number {
            running[moment] = max(0, begun - count)
        }
    }

    private func old(_ number: Int) -> [UInt8]? {
        let path = before + "/" + record.names[number]
        return FileManager.default.contents(atPath: path).map { Array($0) }
    }

    private func apply(_ entry: DiskRecord.Entry, to file: inout [UInt8]) {
        let end = entry.kind == .truncated ? entry.offset : entry.offset + entry.bytes.count
        if file.count < end { file += [UInt8](repeating: 0, count: end - file.count) }
        guard entry.kind == .written else {
            file.removeLast(file.count - end)
            return
        }
        file.withUnsafeMutableBytes { target in
            record.bytes.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: target[entry.offset..<end])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[entry.bytes]))
            }
        }
    }

    /// A disk writes whole pages, each by itself.
    private static func pieces(of entry: DiskRecord.Entry) -> [DiskRecord.Entry] {
        guard entry.kind == .written else { return [entry] }
        return stride(from: 0, to: entry.bytes.count, by: 4096).map { start in
            let length = min(4096, entry.bytes.count - start)
            let from = entry.bytes.lowerBound + start
            return DiskRecord.Entry(
                kind: .written,
                file: entry.file,
                offset: entry.offset + start,
                bytes: from..<(from + length)
            )
        }
    }
}
