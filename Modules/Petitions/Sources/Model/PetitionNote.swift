import Kernel

/// What somebody of the staff noted of a petition, for colleagues alone.
struct PetitionNote: Sendable, Hashable {
    /// Among those of its petition.
    let number: Int
    /// Nil once they have left.
    let author: Member.ID?
    let text: String
    let at: Instant
}
