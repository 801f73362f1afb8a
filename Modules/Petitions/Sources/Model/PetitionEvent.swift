import Kernel

/// One thing that happened to a petition, as its page tells it.
struct PetitionEvent: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        /// It took a step of the workflow; which one stands beside.
        case step
        /// A threshold was reached, or is not any more: which one stands beside.
        case threshold
        case fallback
        /// What is counted was set right, with the reason.
        case correction
        /// Its text was replaced.
        case text
        // What an institution tells of what it does.
        case answer
        case hearing
        case debate
        case report
        case note
    }

    /// Among those of its petition.
    let number: Int
    let at: Instant
    let kind: Kind
    /// The step of the workflow, of an event that is one.
    let step: String?
    /// The number of the threshold, of an event about one.
    let threshold: Int?
    /// How many signatures were counted then, where that matters.
    let count: Int?
    /// In the words of the institution, by language.
    let texts: [String: String]
    /// A document, by the name of its file.
    let file: String?
    let url: String?
    /// The day that it is about.
    let day: CivilDate?
    let isPublic: Bool
}

/// What is to be told of something that happens to a petition.
struct NewPetitionEvent: Sendable, Hashable {
    let kind: PetitionEvent.Kind
    var step: String?
    var threshold: Int?
    var count: Int?
    var texts: [String: String] = [:]
    var file: String?
    var url: String?
    var day: CivilDate?
    /// Whether readers see it; else its author and staff do.
    var isPublic = true

    init(
        _ kind: PetitionEvent.Kind,
        step: String? = nil,
        threshold: Int? = nil,
        count: Int? = nil,
        texts: [String: String] = [:],
        file: String? = nil,
        url: String? = nil,
        day: CivilDate? = nil,
        isPublic: Bool = true
    ) {
        self.kind = kind
        self.step = step
        self.threshold = threshold
        self.count = count
        self.texts = texts
        self.file = file
        self.url = url
        self.day = day
        self.isPublic = isPublic
    }
}
