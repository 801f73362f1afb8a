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
        in scope: Scope
    ) async throws -> StoredFile {
        if let refusal = arrival.refusal { throw refusal }
        guard let kind = arrival.kind, let contents = arrival.contents else {
            throw FileRefusal.otherKind
        }
        let renewed = try await renewal.renew(contents, as: kind, rules)
        let file = StoredFile(
            id: FileID(at: clock.now, random: random),
            kind: kind,
            name: FileName(sent: arrival.sentName, kind: kind),
            bytes: renewed.bytes.count,
            size: renewed.size,
            digest: renewed.digest
        )
        do {
            // Parts that no file holds, and a file that belongs to nothing, are nothing that was done for
            // its sender: whatever fails here or later may be sent again.
            try await WriteRecord().watch {
                try await store(renewed, as: file, holder: holder, in: scope)
            }
        } catch let error as StorageError where error.kind == .unknownOutcome {
            throw PageError.unavailable(seconds: 5)
        }
        return file
    }

    /// Writes the contents part by part, each in a transaction of its own so that nobody else waits for
    /// all of them, and then the file: until then nobody sees anything of it.
    private func store(
        _ renewed: RenewedFile,
        as file: StoredFile,
        holder: [UInt8],
        in scope: Scope
    ) async throws {
        let usage = try await usage(in: scope)
        guard usage.bytes + file.bytes <= usage.quota else { throw FileRefusal.noRoom }
        let parts = stride(from: 0, to: renewed.bytes.count, by: Limits.filePartBytes).map {
            start in
            start..<min(start + Limits.filePartBytes, renewed.bytes.count)
        }
        // What was there may have gone with its last file while this one was on its way.
        for _ in 0..<Self.attempts {
            try await write(parts, of: renewed, in: scope)
            do {
                return try await database.write(in: scope) { transaction in
                    try Self.add(file, parts: parts.count, holder: holder, in: &transaction)
                }
            } catch is Missing {}
        }
        throw PageError.unavailable(seconds: 10)
    }

    private func write(
        _ parts: [Range<Int>],
        of renewed: RenewedFile,
        in scope: Scope
    ) async throws {
        let digest = renewed.digest
        let uses = try await database.write(in: scope) { transaction in
            try FileContentStore.want(digest, in: &transaction)
        }
        guard uses == 0 else { return }
        for (number, range) in parts.enumerated() {
            let bytes = Array(renewed.bytes[range])
            try await database.write(in: scope) { transaction in
                try FileContentStore.add(bytes, number: number, of: digest, in: &transaction)
            }
        }
    }

    /// The file, its contents and its room together.
    ///
    /// Throws `noRoom`, and `Missing` when the contents are not all there.
    private static func add(
        _ file: StoredFile,
        parts: Int,
        holder: [UInt8],
        in transaction: inout Transaction
    ) throws {
        // One person has no more waiting than that, so that nobody fills the room of all.
        let older = try FileStore.waiting(of: holder, in: &transaction)
            .dropFirst(Limits.waitingFiles - 1)
        for row in older { try remove(row.file, in: &transaction) }
        guard try FileRoomStore.take(file.bytes, in: &transaction) else {
            throw FileRefusal.noRoom
        }
        guard try FileContentStore.hold(file.digest, parts: parts, in: &transaction) else {
            throw Missing()
        }
        try FileStore.add(file, holder: holder, in: &transaction)
    }

    /// One of whoever asks that belongs to nothing yet.
    func waiting(
        _ id: FileID,
        of holder: [UInt8],
        in scope: Scope
    ) async throws -> StoredFile? {
        try await database.read(in: scope) { transaction in
            try FileStore.findWaiting(id, of: holder, in: &transaction)?.file
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
