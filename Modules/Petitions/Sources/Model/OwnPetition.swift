import Kernel
import Spaces
import Text

/// A petition in the list of its author: short, without its text.
struct OwnPetition: Sendable, Hashable {
    let id: Petition.ID
    let stage: Stage
    let stageSince: Instant
    let dueAt: Instant?
    let closesAt: Instant?
    let language: String
    let title: String
    /// What readers see of what is counted.
    let signatures: Int

    func state(at now: Instant) -> PetitionState {
        PetitionState(stage: stage, closesAt: closesAt, at: now)
    }
}

/// A petition as its author follows it, with all that happened.
struct AuthoredPetition: Sendable {
    let petition: Petition
    let files: [PetitionFile]
    /// The oldest first; also what readers do not see.
    let events: [PetitionEvent]
    let choices: PetitionChoices
    /// Those of the space, for what events about them are called.
    let thresholds: [PetitionThreshold]
    /// What it was joined to, where that can be read.
    let joined: OwnPetition?
}

/// A document of a petition.
struct PetitionFile: Sendable, Hashable {
    /// The name of the file in its space.
    let file: String
    /// As its reader's computer keeps it.
    let name: String
    let bytes: Int
}

/// A page of the list of one author.
typealias OwnPetitions = ListPage<OwnPetition>
