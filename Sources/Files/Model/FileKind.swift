import Documents

/// What a file is: of one that was sent, by what its first bytes say; its name and what its sender calls it say
/// nothing.
package enum FileKind: String, Sendable, Hashable, CaseIterable {
    case png
    case jpeg
    case pdf
    // What the program makes, and takes from nobody.
    case csv
    case json
    case zip

    /// How many bytes at the start tell the kinds apart.
    static let telling = 8

    /// Nil for whatever is none of these.
    init?(start: [UInt8]) {
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if start.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if start.starts(with: Document.signature) {
            self = .pdf
        } else {
            return nil
        }
    }

    package var mediaType: String {
        switch self {
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .pdf: "application/pdf"
        case .csv: "text/csv; charset=utf-8"
        case .json: "application/json"
        case .zip: "application/zip"
        }
    }

    /// What the name of such a file ends with.
    var ending: String { self == .jpeg ? "jpg" : rawValue }

    /// As people call it, in every language.
    var name: String { rawValue.uppercased() }

    package var isPicture: Bool { self == .png || self == .jpeg }
}
