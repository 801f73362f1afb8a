import Kernel
import Spaces

/// What people ask of an institution, and how far it has come.
package struct Petition: Sendable, Hashable {
    /// The number of a petition in its space: 1, 2, 3….
    package struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// From one on.
        package let number: Int

        /// Nil for what is no number of a petition.
        package init?(_ number: Int) {
            guard (1...Self.last).contains(number) else { return nil }
            self.number = number
        }

        /// As addresses write it: digits, without zeros before them.
        package init?(_ text: some StringProtocol) {
            guard let number = Int(text), String(number) == text else { return nil }
            self.init(number)
        }

        /// As addresses, subjects and the ledger write it.
        package var text: String { String(number) }
        /// The same, where it is put into a text.
        package var description: String { text }

        /// The one that was begun first is less.
        package static func < (one: ID, other: ID) -> Bool { one.number < other.number }

        private static let last = 999_999_999
    }

    /// Among those of its space.
    package let id: ID
    var stage: Stage
    /// When it entered its stage.
    var stageSince: Instant
    /// When the stage has to be over: of an examination of admissibility, of a correction.
    var dueAt: Instant?
    /// Nil once they have left.
    var author: Member.ID?
    /// Whether readers see who wrote it.
    var isAuthorShown: Bool
    /// In which it is written.
    let language: String
    var title: String
    /// Markdown without pictures; links stand in it as text.
    var body: String
    /// What is asked for, by the key of a choice.
    var ask: String?
    /// What it is about, by the key of a choice.
    var theme: String?
    let createdAt: Instant
    var submittedAt: Instant?
    var publishedAt: Instant?
    /// The first instant at which nobody signs any more.
    var closesAt: Instant?
    var pausedAt: Instant?
    /// When it was reached what it was published for; nil again where it fell below.
    var reachedAt: Instant?
    /// When nothing more was collected for good.
    var endedAt: Instant?
    /// When the key of its signatures was destroyed: from then on nothing joins one to a person.
    var keyDestroyedAt: Instant?
    /// What knows the link of its first supporters again.
    var supportersHash: [UInt8]?
    /// Which other petition of the space it was joined to.
    var joinedTo: ID?
    var refusal: Refusal?
    var decision: Decision?
    /// Under which legislature it was archived.
    var legislature: String?
    /// The rules as they were when it was begun, submitted or published.
    var terms: PetitionTerms
    /// Whether readers may see it, as far as moderation is concerned.
    var isShown: Bool
    /// Another number whenever anything of it is another: for whoever changes what they saw.
    var mark: Int
    /// Who of the staff looks at it, until when: a claim ends by itself.
    var claimedBy: Member.ID?
    var claimedUntil: Instant?
    var assignedTo: Member.ID?
    /// How many signatures are counted publicly, to the one.
    let signatures: Int
    /// What readers see of that.
    let shownSignatures: Int

    /// Why it was not published.
    struct Refusal: Sendable, Hashable, Codable {
        /// The key of a choice.
        let reason: String
        /// In the words of the institution, by language.
        let texts: [String: String]
        /// Whether the text of the petition is kept from readers.
        let isTextHidden: Bool
    }

    /// What the institution decided.
    struct Decision: Sendable, Hashable, Codable {
        /// The key of a choice: a mission, a debate, a bill.
        let kind: String
        let day: Int
        let url: String?
        /// In the words of the institution, by language.
        let texts: [String: String]

        var date: CivilDate { CivilDate(daysSinceEpoch: day) }
    }

    func state(at now: Instant) -> PetitionState {
        PetitionState(stage: stage, closesAt: closesAt, at: now)
    }

    /// Whether anybody may read it.
    var isPublic: Bool {
        guard isShown else { return false }
        return stage == .refused || publishedAt != nil
    }

    /// Whether its text is kept from readers: it was refused because of what it says.
    var isTextHidden: Bool { refusal?.isTextHidden == true }

    /// Whether it was ever signed by everybody who wished.
    var wasPublished: Bool { publishedAt != nil }

    /// Whether something can still happen to it that its followers would be told.
    var canBeFollowed: Bool { isPublic && stage != .refused && stage != .archived }

    /// Whether the institution sees it: a draft, and what only first supporters know, is its author's.
    var isOfOffice: Bool { stage != .draft && stage != .gathering }

    /// Who of the staff works at it at an instant: a claim ends by itself.
    func claim(at now: Instant) -> Member.ID? {
        guard let claimedBy, let claimedUntil, claimedUntil > now else { return nil }
        return claimedBy
    }
}
