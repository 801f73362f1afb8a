package import Kernel
package import Logging
package import Storage
package import Vault
import Web

/// Files that people send: taken, made anew, kept, and served.
///
/// A file belongs to nothing until a module gives it to a subject, in the transaction of its own rows;
/// what belongs to nothing is gone after a day.
package struct Uploads: Sendable {
    let database: Database
    let vault: Vault
    let renewal: Renewal
    let clock: Clock
    let random: Random
    let logger: Logger
    let seats = Seats(Limits.receivedFiles, perHolder: Limits.receivedFilesPerPerson)

    package init(
        database: Database,
        vault: Vault,
        program: DocumentProgram,
        clock: Clock,
        random: Random,
        logger: Logger
    ) {
        self.database = database
        self.vault = vault
        self.clock = clock
        self.random = random
        self.logger = logger
        renewal = Renewal(program: program, random: random, logger: logger)
    }

    /// How much room the files of a space take, and may take.
    package func usage(in scope: Scope) async throws -> FileUsage {
        try await database.read(in: scope) { try FileRoomStore.usage(in: &$0) }
    }

    /// The same as a part of a transaction that adds or removes files: nobody else does until it ends.
    package static func usage(in transaction: inout Transaction) throws -> FileUsage {
        try FileRoomStore.lock(in: &transaction)
        return try FileRoomStore.usage(in: &transaction)
    }

    /// Sets how much room the files of a space may take; nil for what every space may.
    package func set(quota: Int?, in scope: Scope) async throws {
        _ = try await database.write(in: scope) { try Self.set(quota: quota, in: &$0) }
    }
}

extension Uploads {
    /// The same in a transaction of whoever decides it, which says how it was before.
    @discardableResult
    package static func set(
        quota: Int?,
        in transaction: inout Transaction
    ) throws -> FileUsage {
        let before = try FileRoomStore.usage(in: &transaction)
        try FileRoomStore.set(quota: quota, in: &transaction)
        return before
    }

    /// Gives a file that waits to a thing of the space; false when it is not there any more, was given
    /// already, or somebody else has sent it.
    ///
    /// In the module's own transaction, so that the thing and its file are there together or not at all.
    package func give(
        _ id: FileID,
        to subject: Subject,
        in transaction: inout Transaction
    ) throws -> Bool {
        precondition(subject.space == transaction.space, "a file stays in its space")
        guard let holder = holder(transaction.actor, of: transaction.tenant) else { return false }
        try FileRoomStore.lock(in: &transaction)
        guard try FileStore.all(of: subject, in: &transaction).count < Limits.filesPerSubject,
            let bytes = try FileStore.give(id, of: holder, to: subject, in: &transaction)
        else { return false }
        try FileRoomStore.count(0, waiting: -bytes, in: &transaction)
        return true
    }

    /// The files of a thing, in the order in which they came.
    package static func files(
        of subject: Subject,
        in transaction: inout Transaction
    ) throws -> [StoredFile] {
        precondition(subject.space == transaction.space, "a file stays in its space")
        return try FileStore.all(of: subject, in: &transaction).map(\.file)
    }

    /// Removes all files of a thing, in the transaction in which the thing goes.
    package static func removeFiles(
        of subject: Subject,
        in transaction: inout Transaction
    ) throws {
        precondition(subject.space == transaction.space, "a file stays in its space")
        for row in try FileStore.all(of: subject, in: &transaction) {
            try remove(row, in: &transaction)
        }
    }

    /// Row, contents and room, together.
    static func remove(_ row: FileRow, in transaction: inout Transaction) throws {
        let isWaiting = row.subject == nil
        try FileRoomStore.lock(in: &transaction)
        guard try FileStore.remove(row.file.id, isWaiting: isWaiting, in: &transaction) else {
            return
        }
        try FileContentStore.letGo(row.file.digest, in: &transaction)
        let bytes = row.file.bytes
        try FileRoomStore.count(-bytes, waiting: isWaiting ? -bytes : 0, in: &transaction)
    }
}
