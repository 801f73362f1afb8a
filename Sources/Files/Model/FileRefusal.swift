import Documents
package import Localization
import Pictures

/// Why a file is not taken; what was typed beside it is kept.
package enum FileRefusal: Error, Sendable, Hashable {
    case empty
    case tooLarge
    /// Its contents are none of the kinds that the field takes.
    case otherKind
    /// The file does not follow its own format, or uses a part of it that is not accepted here.
    case damaged
    /// In pixels.
    case tooManyPixels
    /// A PDF that opens with a password.
    case locked
    /// A PDF that is a form of another kind inside, and shows nothing by itself.
    case formOnly
    /// A PDF that takes more time or memory than one file may.
    case tooComplicated
    /// The space has no room left.
    case noRoom

    init(_ refusal: Picture.Refusal) {
        self =
            switch refusal {
            case .empty: .empty
            case .tooManyBytes: .tooLarge
            case .svg, .otherFormat: .otherKind
            case .damaged, .unsupported: .damaged
            case .wrongSize: .tooManyPixels
            }
    }

    init(_ refusal: Document.Refusal) {
        self =
            switch refusal {
            case .otherFormat: .otherKind
            case .locked: .locked
            case .damaged: .damaged
            case .formOnly: .formOnly
            case .tooComplicated: .tooComplicated
            }
    }

    /// What the form says beside the field, and what to do about it.
    package func text(_ rules: FileRules, _ t: Translator) -> String {
        t(
            MessageKey("files.refusal", name),
            ["allowed": .text(rules.allowed(t)), "size": .text(FileSize.text(rules.bytes, t))]
        )
    }

    private var name: String {
        switch self {
        case .empty: "empty"
        case .tooLarge: "tooLarge"
        case .otherKind: "otherKind"
        case .damaged: "damaged"
        case .tooManyPixels: "tooManyPixels"
        case .locked: "locked"
        case .formOnly: "formOnly"
        case .tooComplicated: "tooComplicated"
        case .noRoom: "noRoom"
        }
    }
}
