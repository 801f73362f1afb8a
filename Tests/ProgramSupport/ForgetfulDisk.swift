import Foundation

/// A program's disk, as far as it is told to forget.
package struct ForgetfulDisk {
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
    package private(set) var answers: Set<String> = []

    /// From the files that lay in a folder when the program started.
    package init(_ record: DiskRecord, before: String) {
        self.record = record
        self.before = before
    }

    /// Goes on to an instant: before this entry of the record.
    package mutating func advance(to instant: Int) {
        while place < instant {
            take(record.entries[place])
            place += 1
        }
    }

    /// Writes the files as they lie there after a power cut: all that was brought to disk, and of the
    /// rest, page by page, what chance keeps.
    package func cut(into folder: String, chance: () -> Bool) throws {
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
