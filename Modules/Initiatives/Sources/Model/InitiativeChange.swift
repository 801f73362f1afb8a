import Kernel
import Storage

/// Something of an initiative that was changed since its registration, for everybody to read.
struct InitiativeChange: Sendable {
    enum Kind: String, Sendable {
        /// A text in one language was replaced; ``about`` is its tag.
        case text
        /// It has another period of collection; ``about`` is what it was before.
        case period
        /// It came to another stage; ``about`` is the step.
        case step
    }

    let number: Int
    let kind: Kind
    let about: String
    /// As whoever changed it wrote it; empty where the law asks for none.
    let reason: String
    /// The text that was replaced.
    let earlier: InitiativeText?
    let at: Instant
}
