import Kernel
import Storage
import Web

/// From what came in to a file that is kept.
extension Uploads {
    /// Throws `FileRefusal`, or whatever keeps the server from taking any file now.
    func keep(
        _ arrival: Reception.Arrival,
        _ rules: FileRules,
        holder: [UInt8],
        until deadline: ContinuousClock.Instant,
        in scope: Scope
    ) async throws -> StoredFile {
        if let refusal = arrival.refusal { throw refusal }
        guard let kind = arrival.kind, let contents = arrival.contents else {
            throw FileRefusal.otherKind
        }
        // What waits can make way; beyond that there is no use in making it anew.
        let usage = try await usage(in: scope)
        guard usage.bytes - usage.waiting + arrival.count <= usage.quota else {
            throw FileRefusal.noRoom
        }
        let renewed = try await renewal.renew(contents, as: kind, rules, until: deadline)
        let file = StoredFile(
            id: FileID(at: clock.now, random: random),
            kind: kind,
            name: FileName(sent: arrival.sentName, kind: kind),
            bytes: renewed.bytes.count,
            size: renewed.size,
            digest: renewed.digest
        )
        let new = NewFile(file: file, sentBytes: arrival.count, holder: holder)
        do {
            // Parts that no file holds, and a file that belongs to nothing, are nothing that was done for
            // its sender: whatever fails here or later may be sent again.
            try await WriteRecord().watch {
                try await store(renewed, in: scope) { parts, transaction in
                    try Self.add(new, parts: parts, in: &transaction)
                }
            }
        } catch let error as StorageError where error.kind == .unknownOutcome {
            throw PageError.unavailable(seconds: 5)
        }
        return file
    }

    /// A file on its way into the tables.
    private struct NewFile: Sendable {
        let file: StoredFile
        let sentBytes: Int
        let holder: [UInt8]
    }

    /// Writes the contents part by part, each in a transaction of its own so that nobody else waits for
    /// all of them, and then the file: until then nobody sees anything of it.
    ///
    /// `add` adds the file and what belongs to it, given how many parts it has.
    func store(
        _ renewed: RenewedFile,
        in scope: Scope,
        add: @escaping @Sendable (Int, inout Transaction) throws -> Void
    ) async throws {
        let parts = stride(from: 0, to: renewed.bytes.count, by: Limits.filePartBytes).map {
            start in
            start..<min(start + Limits.filePartBytes, renewed.bytes.count)
        }
        // What was there may have gone with its last file while this one was on its way.
        for _ in 0..<Self.attempts where try await write(parts, of: renewed, in: scope) {
            do {
                return try await database.write(in: scope) { transaction in
                    try add(parts.count, &transaction)
                }
            } catch is Missing {
            } catch {
                guard !(error is StorageError) else { throw error }
                // Refused after its parts were written: nobody else holds them, so they go at once.
                try await drop(renewed.digest, in: scope)
                throw error
            }
        }
        throw PageError.unavailable(seconds: 10)
    }

    /// Removes contents that no file holds; whoever is sending the same sends them again.
    private func drop(_ digest: [UInt8], in scope: Scope) async throws {
        try await database.write(in: scope) { transaction in
            try FileRoomStore.lock(in: &transaction)
            try FileContentStore.removeUnused(digest, in: &transaction)
        }
    }

    /// False when the contents were removed meanwhile.
    private func write(
        _ parts: [Range<Int>],
        of renewed: RenewedFile,
        in scope: Scope
    ) async throws -> Bool {
        let digest = renewed.digest
        let uses = try await database.write(in: scope) { transaction in
            try FileContentStore.want(digest, in: &transaction)
        }
        guard uses == 0 else { return true }
        for (number, range) in parts.enumerated() {
            let bytes = Array(renewed.bytes[range])
            let isThere = try await database.write(in: scope) { transaction in
                try FileContentStore.add(bytes, number: number, of: digest, in: &transaction)
            }
            guard isThere else { return false }
        }
        return true
    }

    /// A file of a thing from the beginning: its contents and its room together.
    ///
    /// Throws `noRoom`, and `Missing` when the contents are not all there.
    static func add(
        _ file: StoredFile,
        of subject: Subject,
        parts: Int,
        in transaction: inout Transaction
    ) throws {
        try FileRoomStore.lock(in: &transaction)
        guard try FileContentStore.hold(file.digest, parts: parts, in: &transaction) else {
            throw Missing()
        }
        guard try FileRoomStore.usage(in: &transaction).hasRoom(for: file.bytes, besideOthers: 0)
        else { throw FileRefusal.noRoom }
        try FileRoomStore.count(file.bytes, waiting: 0, in: &transaction)
        try FileStore.add(file, sentBytes: file.bytes, subject: subject, in: &transaction)
    }

    /// The file, its contents and its room together.
    ///
    /// Throws `noRoom`, and `Missing` when the contents are not all there.
    private static func add(
        _ new: NewFile,
        parts: Int,
        in transaction: inout Transaction
    ) throws {
        let file = new.file
        try FileRoomStore.lock(in: &transaction)
        // Held first: what makes way may have the same contents.
        guard try FileContentStore.hold(file.digest, parts: parts, in: &transaction) else {
            throw Missing()
        }
        try makeRoom(for: file.bytes, of: new.holder, in: &transaction)
        try FileRoomStore.count(file.bytes, waiting: file.bytes, in: &transaction)
        try FileStore.add(
            file,
            sentBytes: new.sentBytes,
            holder: new.holder,
            in: &transaction
        )
    }

    /// One person has only so many waiting, and all together only a share of the room: the oldest make
    /// way, so that nobody fills the room of others with what belongs to nothing.
    ///
    /// Throws `noRoom` when that is not enough.
    private static func makeRoom(
        for bytes: Int,
        of holder: [UInt8],
        in transaction: inout Transaction
    ) throws {
        let own = try FileStore.waiting(of: holder, in: &transaction)
        let kept = own.prefix(Limits.waitingFiles - 1)
        for row in own.dropFirst(kept.count) { try remove(row, in: &transaction) }
        var ownBytes = kept.reduce(0) { $0 + $1.file.bytes }
        let since = Instant(
            milliseconds: transaction.now.milliseconds - Limits.freshFileMilliseconds
        )
        while true {
            let usage = try FileRoomStore.usage(in: &transaction)
            if usage.hasRoom(for: bytes, besideOthers: max(0, usage.waiting - ownBytes)) { return }
            guard
                let oldest = try FileStore.waiting(since: since, in: &transaction).first
            else { throw FileRefusal.noRoom }
            try remove(oldest, in: &transaction)
            if kept.contains(where: { $0.file.id == oldest.file.id }) {
                ownBytes -= oldest.file.bytes
            }
        }
    }

    /// One of whoever asks that belongs to nothing yet.
    func waiting(
        _ id: FileID,
        of holder: [UInt8],
        in scope: Scope
    ) async throws -> FileRow? {
        try await database.read(in: scope) { transaction in
            try FileStore.findWaiting(id, of: holder, in: &transaction)
        }
    }

    /// A refusal is an answer about one file; everything else is a failure of the whole request.
    static func result(
        _ body: () async throws -> StoredFile
    ) async throws -> Result<StoredFile, FileRefusal> {
        do {
            return .success(try await body())
        } catch let refusal as FileRefusal {
            return .failure(refusal)
        }
    }

    private struct Missing: Error {}

    private static let attempts = 3
}
