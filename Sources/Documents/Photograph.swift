import Pictures

/// A picture inside a document that is a whole file of its own, with all that its camera wrote.
enum Photograph {
    case jpeg
    case jpeg2000

    /// Nil for a filter that packs bytes, whatever they are.
    ///
    /// The short name belongs into contents of pages (ISO 32000-1, 8.9.7); readers take it everywhere.
    init?(filter: String) {
        switch filter {
        case "/DCTDecode", "/DCT": self = .jpeg
        case "/JPXDecode": self = .jpeg2000
        default: return nil
        }
    }

    /// The same without what it tells of places, people and programs.
    ///
    /// Throws `damaged` for one that is not to be understood and may tell something.
    func withoutMetadata(_ bytes: [UInt8]) throws(Document.Refusal) -> [UInt8] {
        switch self {
        case .jpeg:
            if let clean = JPEGMetadata.removed(from: bytes) { return clean }
            // Scanners write some that no standard knows, and every program shows them.
            guard !JPEGMetadata.isIn(bytes) else { throw .damaged }
            return bytes
        case .jpeg2000:
            guard let clean = JPEG2000Metadata.removed(from: bytes) else { throw .damaged }
            return clean
        }
    }

    /// By which one sees that a photograph tells something.
    static let tellingWords = JPEGMetadata.signatures
}
