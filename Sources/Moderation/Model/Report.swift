package import Kernel

/// What somebody tells moderators of.
package struct NewReport: Sendable, Hashable {
    package let subject: Subject
    package let category: ModerationCategory
    /// At most 2,000 characters.
    package let explanation: String
    /// Where a visitor wants to be told; nil for nowhere, and of members.
    package let email: String?
    /// The one in which they read.
    package let language: LanguageTag
    /// Of a visitor, as the request says it (``Visit/network``): kept as a keyed hash alone.
    package let network: [UInt8]?

    package init(
        subject: Subject,
        category: ModerationCategory,
        explanation: String,
        email: String? = nil,
        language: LanguageTag,
        network: [UInt8]? = nil
    ) {
        self.subject = subject
        self.category = category
        self.explanation = explanation
        self.email = email
        self.language = language
        self.network = network
    }
}

/// Why a report was not taken.
package enum ReportRefusal: Error, Sendable, Hashable {
    /// There is nothing that anybody could see.
    case notFound
    /// An authority elsewhere answers for it.
    case official
    /// It is the reporter's own: they can take it back.
    case own
    /// They have reported it already, and nobody has decided yet.
    case already
    /// So many came from there within an hour.
    case tooMany(until: Instant)
    /// Nothing is said, or too much.
    case unfit
}

/// The number by which somebody follows a report: shown once, and kept as a keyed hash.
package struct FollowNumber: Sendable, Hashable {
    /// In groups of five, to be read aloud and typed.
    package let text: String

    init(_ bytes: [UInt8]) {
        let digits = Array(Base32.encode(bytes))
        let groups = stride(from: 0, to: digits.count, by: 5).map { start in
            String(digits[start...].prefix(5))
        }
        text = groups.joined(separator: "-")
    }
}

/// How far a report has come, as whoever has its number reads it.
package struct ReportState: Sendable {
    package enum Standing: Sendable, Hashable {
        /// Nobody has decided yet.
        case waiting
        case decided(DecisionOutline)
        /// Its author took it away before anybody decided.
        case withdrawn
    }

    package let reportedAt: Instant
    package let category: ModerationCategory
    /// By when the space promises a look.
    package let promisedAt: Instant
    package let standing: Standing
    /// Nil where nobody sees it any more.
    package let sight: SubjectSight?
}

/// What a decision says to whoever it is told: neither author nor reporter learns of the other.
package struct DecisionOutline: Sendable, Hashable {
    package let number: Int
    package let action: Decision.Action
    /// Nil too of what the program did by itself: ``automation`` says that.
    package let ground: Decision.Ground?
    package let category: ModerationCategory?
    /// For the author alone.
    package let facts: String?
    package let label: String?
    package let extent: Decision.Extent
    package let until: Instant?
    package let source: Decision.Source
    package let isAutomaticallyDetected: Bool
    package let automation: DecisionRecord.Automation
    package let policyVersion: Int?
    package let decidedAt: Instant
    package let appealUntil: Instant
    /// Whether it holds no more: taken back, or changed by an appeal.
    package let isOver: Bool
    /// Of whoever reads it; nil where they made none.
    package let appeal: OwnAppeal?
    /// Whether they can contest it now.
    package let canBeContested: Bool
}

/// A subject as people see it who are no moderators.
package struct SubjectSight: Sendable {
    package let subject: Subject
    package let place: SubjectDirectory.Place
    package let card: SubjectCard
    /// What everybody reads of it.
    package let whole: SubjectWhole
}
