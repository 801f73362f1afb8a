package import Kernel

/// By which way somebody comes to contest a decision.
package enum AppealWay: Sendable, Hashable {
    /// By the link of the email that told of it, without an account.
    case token(String)
    /// Signed in: the author, or a member who reported it.
    case member(Member.ID, decision: Int)
    /// By the number of a report.
    case follow(String)
}

/// What somebody says against a decision.
package struct NewAppeal: Sendable, Hashable {
    /// At most 5,000 characters.
    package let text: String
    /// Where they want to be told who have no account, or none any more.
    package let email: String?
    package let language: LanguageTag

    package init(text: String, email: String? = nil, language: LanguageTag) {
        self.text = text
        self.email = email
        self.language = language
    }
}

/// Who contests a decision.
package enum AppealParty: String, Sendable, Hashable {
    case author
    case reporter
}

/// Why an appeal was not taken.
package enum AppealRefusal: Error, Sendable, Hashable {
    /// The link or the number is none.
    case notFound
    /// The six months are over.
    case over(since: Instant)
    /// They have contested it already.
    case already
    /// The decision holds no more.
    case settled
    /// Nothing is said, or too much.
    case unfit
}

/// What the page shows on which somebody contests a decision.
package struct AppealQuestion: Sendable {
    package let party: AppealParty
    package let outline: DecisionOutline
    /// The subject, where the reader may know it: the author always, others where everybody sees it.
    package let sight: SubjectSight?
    /// Nil where they can contest it; else why not.
    package let obstacle: AppealRefusal?
    /// Whether they are told by the account: then no address is asked for.
    package let hasAccount: Bool
}

/// An appeal as whoever made it sees it.
package struct OwnAppeal: Sendable, Hashable {
    package let madeAt: Instant
    /// Nil while nobody has answered.
    package let answer: Answer?

    package struct Answer: Sendable, Hashable {
        package let at: Instant
        /// Whether the decision was changed.
        package let isGranted: Bool
        /// Why.
        package let message: String
    }
}

/// An appeal as moderators see it.
package struct AppealRecord: Sendable, Hashable {
    /// Of its institution, from 1.
    package let number: Int
    package let decision: Int
    package let subject: Subject
    package let party: AppealParty
    /// Nil where it was forgotten with its author.
    package let text: String?
    package let madeAt: Instant
    package let decidedAt: Instant?
    package let isGranted: Bool?
    /// What was answered.
    package let message: String?
    package let decidedBy: Member.ID?
}

/// An appeal with the decision that it is about, to be decided.
package struct AppealFile: Sendable {
    package let appeal: AppealRecord
    package let file: CaseFile
    package let decision: DecisionRecord
    /// Nil where the reader may decide; else why not.
    package let obstacle: AppealDecideRefusal?
}

/// An appeal in the list of those that wait.
package struct AppealRow: Sendable {
    package let appeal: AppealRecord
    package let action: Decision.Action
    package let place: SubjectDirectory.Place?
    package let card: SubjectCard?
    /// Whether the reader took the decision, and so leaves the appeal to somebody else.
    package let isOwn: Bool
}

/// How an appeal ends.
package struct AppealAnswer: Sendable, Hashable {
    /// Whether the decision is changed.
    package let isGranted: Bool
    /// Why, for whoever made the appeal: 1 to 5,000 characters.
    package let message: String
    /// What is decided in its place, where a reporter is right; nil takes back what an author contests.
    package let instead: Decision?

    package init(isGranted: Bool, message: String, instead: Decision? = nil) {
        self.isGranted = isGranted
        self.message = message
        self.instead = instead
    }
}

/// Why an appeal was not decided.
package enum AppealDecideRefusal: Error, Sendable, Hashable {
    case notFound
    /// It was decided meanwhile.
    case changedMeanwhile
    /// Whoever decided first leaves the appeal to somebody else.
    case ownDecision
    /// Nothing is said, or too much.
    case unfit
    /// What is decided in its place was not taken.
    case refused(DecideRefusal)
}
