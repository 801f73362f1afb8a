import Kernel

/// What programs are told of a petition, at its own address and in lists alike.
struct PetitionFigures: Encodable, Sendable, Hashable {
    let petition: Int
    /// Left out where its text is kept from readers.
    let title: String?
    let language: String
    let state: String
    let theme: String?
    let signatures: Int
    let threshold: Int
    let publishedAt: String?
    let closesAt: String?
    let endedAt: String?
    /// The key of a choice, and its day.
    let decision: String?
    let decidedOn: String?
    let refusal: String?
    /// Where people read it.
    let url: String

    init(_ petition: Petition, url: String, at now: Instant) {
        self.petition = petition.id.number
        title = petition.isTextHidden ? nil : petition.title
        language = petition.language
        state = petition.state(at: now).rawValue
        theme = petition.theme
        signatures = petition.shownSignatures
        threshold = petition.terms.threshold
        publishedAt = petition.publishedAt?.iso8601
        closesAt = petition.closesAt?.iso8601
        endedAt = petition.endedAt?.iso8601
        decision = petition.decision?.kind
        decidedOn = petition.decision?.date.iso
        refusal = petition.refusal?.reason
        self.url = url
    }

    init(_ item: PetitionItem, url: String, at now: Instant) {
        petition = item.id.number
        title = item.isTextHidden ? nil : item.title
        language = item.language
        state = item.state(at: now).rawValue
        theme = item.theme
        signatures = item.signatures
        threshold = item.threshold
        publishedAt = item.stage == .refused ? nil : item.publishedAt?.iso8601
        closesAt = item.closesAt?.iso8601
        endedAt = item.endedAt?.iso8601
        decision = item.decision?.kind
        decidedOn = item.decision?.date.iso
        refusal = item.refusal?.reason
        self.url = url
    }

    /// The heads of a table of them.
    static let columns = [
        "petition", "title", "language", "state", "theme", "signatures", "threshold",
        "published_at", "closes_at", "ended_at", "decision", "decided_on", "refusal", "url",
    ]
}
