package import Kernel

/// A decision that was taken, as it is kept.
package struct DecisionRecord: Sendable, Hashable {
    /// How much of it a machine did.
    package enum Automation: String, Sendable, Hashable, CaseIterable {
        case none = "not"
        case partly = "partially"
        case fully

        /// As the database of the Commission writes it.
        package var databaseName: String {
            switch self {
            case .none: "AUTOMATED_DECISION_NOT_AUTOMATED"
            case .partly: "AUTOMATED_DECISION_PARTIALLY"
            case .fully: "AUTOMATED_DECISION_FULLY"
            }
        }
    }

    /// Of its institution, from 1.
    package let number: Int
    package let caseNumber: Int
    package let subject: Subject
    package let decision: Decision
    package let source: Decision.Source
    /// Whether a rule found it.
    package let isAutomaticallyDetected: Bool
    package let automation: Automation
    /// The version of the institution's rules that was in force; nil where it had none of its own.
    package let policyVersion: Int?
    package let decidedAt: Instant
    /// Nil for what no person decided, or whose account is gone.
    package let decidedBy: Member.ID?
    /// When the subject came.
    package let contentAt: Instant
    /// Whom it is about; nil once they have left.
    package let author: Member.ID?
    /// When it was taken back; nil while it holds.
    package let undoneAt: Instant?
    /// The number of the appeal that changed it; nil while it holds.
    package let reversedBy: Int?

    /// Until when somebody can appeal.
    package var appealUntil: Instant {
        decidedAt.adding(.milliseconds(Limits.appealMilliseconds))
    }
}
