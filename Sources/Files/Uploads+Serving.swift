import HTTPTypes
package import Hummingbird
package import Kernel
import NIOCore
package import Storage
package import Web

/// Who may read what a file belongs to, asked in the transaction that finds the file.
package typealias FileGate = @Sendable (Subject, inout Transaction) throws -> Bool

extension Uploads {
    /// Declares `/files/:file` below the address of a module.
    ///
    /// `isVisible` is the module's own question, so that what hides a thing hides its files.
    package func mount(on routes: RouteGroup<VisitorContext>, isVisible: @escaping FileGate) {
        routes.get("/files/:file") { request, visitor in
            guard let id = FileID(try visitor.parameter("file")) else { throw PageError.notFound }
            // What was made for one person is shown by their own page alone.
            return try await reply(to: request, id, in: visitor.scope) { subject, transaction in
                try subject.kind != .work && isVisible(subject, &transaction)
            }
        }
    }

    /// The file as a stream: one part is read when the reader has taken the one before.
    ///
    /// Throws `notFound` for a file of another space or institution, one that belongs to nothing, and one
    /// of something that may not be seen: nobody learns which. A browser that kept it asks each time: what
    /// is hidden is gone there too. `isKept` says whether it may be kept at all.
    package func reply(
        to request: Request,
        _ id: FileID,
        in scope: Scope,
        isKept: Bool = true,
        isVisible: @escaping FileGate
    ) async throws -> Reply {
        let opened = try await database.read(in: scope) { transaction -> (StoredFile, [UInt8])? in
            guard let row = try FileStore.find(id, in: &transaction), let subject = row.subject,
                try isVisible(subject, &transaction),
                let first = try FileContentStore.part(0, of: row.file.digest, in: &transaction)
            else { return nil }
            return (row.file, first)
        }
        guard let (file, first) = opened else { throw PageError.notFound }
        let caching = isKept ? Reply.personalControl : "no-store"
        let etag = "\"\(file.digestText)\""
        if request.headers[.ifNoneMatch]?.contains(etag) == true {
            return Reply(
                status: .notModified,
                headers: [.eTag: etag, .cacheControl: caching],
                body: ByteBuffer()
            )
        }
        var headers = Self.headers(of: file, caching)
        headers[.eTag] = etag
        return .streaming(
            FileParts(file: file, first: first, database: database, scope: scope),
            length: file.bytes,
            headers: headers
        )
    }

    /// A file whose contents are kept sealed, as `open` makes them readable: as a whole, and never kept by the
    /// browser.
    ///
    /// Throws `notFound` as ``reply(to:_:in:isKept:isVisible:)`` does, and for a file of more bytes.
    package func reply(
        opening id: FileID,
        atMost bytes: Int,
        in scope: Scope,
        isVisible: @escaping FileGate,
        open: @Sendable ([UInt8]) throws -> [UInt8]
    ) async throws -> Reply {
        let found = try await contents(of: id, atMost: bytes, in: scope, isVisible: isVisible)
        guard let (file, sealed) = found else { throw PageError.notFound }
        return Reply(
            status: .ok,
            headers: Self.headers(of: file, "no-store"),
            body: ByteBuffer(bytes: try open(sealed))
        )
    }

    private static func headers(of file: StoredFile, _ caching: String) -> HTTPFields {
        [
            .contentType: file.kind.mediaType,
            .contentDisposition: file.name.disposition(file.kind),
            .cacheControl: caching,
            .xContentTypeOptions: "nosniff",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
    }
}

extension Uploads {
    /// A small file as a whole, for what is kept in a cache; nil where it is not there, may not be seen, or is
    /// longer.
    package func contents(
        of id: FileID,
        atMost bytes: Int,
        in scope: Scope,
        isVisible: @escaping FileGate
    ) async throws -> (file: StoredFile, bytes: [UInt8])? {
        try await database.read(in: scope) { transaction in
            guard let row = try FileStore.find(id, in: &transaction), let subject = row.subject,
                row.file.bytes <= bytes, try isVisible(subject, &transaction)
            else { return nil }
            var contents: [UInt8] = []
            while contents.count < row.file.bytes {
                let number = contents.count / Limits.filePartBytes
                let part = try FileContentStore.part(
                    number,
                    of: row.file.digest,
                    in: &transaction
                )
                guard let part, !part.isEmpty else { return nil }
                contents += part
            }
            return (row.file, contents)
        }
    }
}

/// What a stored file holds, part by part.
struct FileParts: AsyncSequence, Sendable {
    struct Gone: Error {}

    let file: StoredFile
    let first: [UInt8]
    let database: Database
    let scope: Scope

    func makeAsyncIterator() -> Iterator { Iterator(parts: self) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let parts: FileParts
        private var number = 0
        private var sent = 0

        fileprivate init(parts: FileParts) { self.parts = parts }

        /// Throws `Gone` when the file was removed meanwhile: then the reader gets an end that came too
        /// early, and not a shorter file.
        mutating func next() async throws -> ByteBuffer? {
            guard sent < parts.file.bytes else { return nil }
            let bytes = number == 0 ? parts.first : try await read(number)
            guard !bytes.isEmpty, sent + bytes.count <= parts.file.bytes else { throw Gone() }
            number += 1
            sent += bytes.count
            return ByteBuffer(bytes: bytes)
        }

        private func read(_ number: Int) async throws -> [UInt8] {
            let digest = parts.file.digest
            return try await parts.database.read(in: parts.scope) { transaction in
                try FileContentStore.part(number, of: digest, in: &transaction)
            } ?? []
        }
    }
}
