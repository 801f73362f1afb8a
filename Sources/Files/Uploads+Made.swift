package import Kernel
package import Storage

/// A file that the program made for somebody: its kind is known, its name is a suggestion.
package struct MadeFile: Sendable {
    package let name: String
    package let kind: FileKind
    package let bytes: [UInt8]

    package init(name: String, kind: FileKind, bytes: [UInt8]) {
        self.name = name
        self.kind = kind
        self.bytes = bytes
    }
}

extension Uploads {
    /// Keeps a file that the program made for a thing of the scope's space.
    ///
    /// File, thing and whatever `also` writes are there together or not at all; what `also` throws undoes
    /// all of it. Throws `FileRefusal.noRoom` when the space has no room left: asked before anything of the
    /// file is written, and again when it is added.
    package func keep(
        _ made: MadeFile,
        for subject: Subject,
        in scope: Scope,
        also: @escaping @Sendable (StoredFile, inout Transaction) throws -> Void
    ) async throws {
        precondition(subject.space == scope.space, "a file stays in its space")
        guard !made.bytes.isEmpty else { throw FileRefusal.empty }
        let usage = try await usage(in: scope)
        guard usage.hasRoom(for: made.bytes.count, besideOthers: 0) else {
            throw FileRefusal.noRoom
        }
        let contents = RenewedFile(kind: made.kind, bytes: made.bytes)
        let file = StoredFile(
            id: FileID(at: clock.now, random: random),
            kind: made.kind,
            name: FileName(sent: made.name, kind: made.kind),
            bytes: contents.bytes.count,
            size: nil,
            digest: contents.digest
        )
        try await store(contents, in: scope) { parts, transaction in
            try Self.add(file, of: subject, parts: parts, in: &transaction)
            try also(file, &transaction)
        }
    }
}
