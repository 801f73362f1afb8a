/// A PDF that somebody sent, after it was taken apart and written anew.
///
/// What is kept is what the pages show, their links and their bookmarks. Everything that acts, opens
/// something, carries another file or says who made it is left out, and what cannot be written
/// without is refused. A file is what its bytes say, never what its name says.
package struct Document: Sendable, Hashable {
    package let pages: Int
    package let bytes: [UInt8]

    package enum Refusal: String, Error, Sendable, CaseIterable {
        /// It does not begin as a PDF does.
        case otherFormat
        /// It opens with a password alone.
        case locked
        /// Nobody can make out what it holds.
        case damaged
        /// Without its form in another format (XFA) there is nothing on its pages.
        case formOnly
        /// It is made of more parts, or needs more time or memory, than one file may.
        case tooComplicated
    }

    /// Reads, cleans, writes and checks a PDF.
    ///
    /// It blocks, and a hostile file may take any time and memory: whoever reads files of strangers
    /// does it in a process of its own that is bounded.
    package init(renewing bytes: [UInt8], parts: Int) throws(Refusal) {
        guard bytes.starts(with: Self.signature) else { throw .otherFormat }
        let file = try QPDFFile(reading: bytes)
        var sweep = DocumentSweep(file: file, limit: parts)
        try sweep.run()
        let written = try file.written()
        // What was written is read again: a promise about a file is only kept by the file.
        let copy = try QPDFFile(reading: written)
        var proof = DocumentSweep(file: copy, limit: parts)
        try proof.run()
        guard proof.removed == 0, copy.pages == file.pages, copy.pages > 0, !copy.isEncrypted else {
            throw .damaged
        }
        self.init(pages: copy.pages, bytes: written)
    }

    package init(pages: Int, bytes: [UInt8]) {
        self.pages = pages
        self.bytes = bytes
    }

    /// What every PDF begins with (ISO 32000-1, 7.5.2).
    package static let signature = Array("%PDF-".utf8)
}
