import Crypto
package import Kernel
package import Storage
import Web

/// Files that people send: taken, made anew, kept, and served.
///
/// A file belongs to nothing until a module gives it to a subject, in the transaction of its own rows;
/// what belongs to nothing is gone after a day.
package struct Uploads: Sendable {
    let database: Database
    let renewal: Renewal
    let clock: Clock
    let random: Random
    let places = Places(Limits.receivedFiles)

    package init(
        database: Database,
        program: DocumentProgram,
        clock: Clock,
        random: Random
    ) {
        self.database = database
        self.clock = clock
        self.random = random
        renewal = Renewal(program: program, random: random)
    }

    /// How much room the files of a space take, and may take.
    package func usage(in scope: Scope) async throws -> FileUsage {
        try await database.read(in: scope) { try FileRoomStore.usage(in: &$0) }
    }

    /// Sets how much room the files of a space may take; nil for what every space may.
    package func set(quota: Int?, in scope: Scope) async throws {
        try await database.write(in: scope) { try FileRoomStore.set(quota: quota, in: &$0) }
    }
}

extension Uploads {
    /// Gives a file that waits to a thing of the space; false when it is not there any more, was given
    /// already, or somebody else has sent it.
    ///
    /// In the module's own transaction, so that the thing and its file are there together or not at all.
    package static func give(
        _ id: FileID,
        to subject: Subject,
        in transaction: inout Transaction
    ) throws -> Bool {
        precondition(subject.space == transaction.space, "a file stays in its space")
        guard let holder = holder(transaction.actor),
            try FileStore.all(of: subject, in: &transaction).count < Limits.filesPerSubject
        else { return false }
        return try FileStore.give(id, of: holder, to: subject, in: &transaction)
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
        for file in try files(of: subject, in: &transaction) { try remove(file, in: &transaction) }
    }

    /// Removes one file of a thing; false when it has none of that name.
    package static func remove(
        _ id: FileID,
        of subject: Subject,
        in transaction: inout Transaction
    ) throws -> Bool {
        guard let row = try FileStore.find(id, in: &transaction), row.subject == subject else {
            return false
        }
        try remove(row.file, in: &transaction)
        return true
    }

    /// Row, contents and room, together.
    static func remove(_ file: StoredFile, in transaction: inout Transaction) throws {
        guard try FileStore.remove(file.id, in: &transaction) else { return }
        try FileContentStore.letGo(file.digest, in: &transaction)
        try FileRoomStore.giveBack(file.bytes, in: &transaction)
    }

    /// Whose a file is that belongs to nothing yet; nil for whoever is not signed in.
    ///
    /// A hash, so that the row names nobody; it is forgotten when the file is given to something.
    static func holder(_ actor: Actor) -> [UInt8]? {
        let name: [UInt8]
        switch actor {
        case .visitor: return nil
        case .anonymous(let person): name = Array("anonymous/".utf8) + person.key
        case .member(let id): name = Array("member/\(id.text)".utf8)
        case .operatorOfServer: name = Array("operator".utf8)
        }
        return Array(SHA256.hash(data: name))
    }
}
