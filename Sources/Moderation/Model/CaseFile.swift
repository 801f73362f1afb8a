package import Accounts
package import Kernel

/// Everything that is needed to decide one case, read at once.
package struct CaseFile: Sendable {
    package let item: ModerationCase
    /// Nil when its space or its module is gone.
    package let place: SubjectDirectory.Place?
    /// Nil when the subject is not there any more.
    package let card: SubjectCard?
    package let whole: SubjectWhole?
    package let standing: SubjectStanding
    /// Of everybody who is spoken of here.
    package let authors: Authors
    /// The author's other cases where the reader may moderate, the newest first.
    package let earlier: [ModerationCase]
    /// The newest first; more than these are counted in ``ModerationCase/reportCount``.
    package let reports: [ShownReport]
    package let flags: [CaseFlag]
    /// The newest first.
    package let decisions: [DecisionRecord]
    /// That holds for the author where the case is.
    package let suspension: Suspension?
    /// Reasons that were written beforehand, of this institution.
    package let templates: [ReasonTemplate]
    /// The version of the rules of the institution that is in force.
    package let policy: PolicyVersion?
    /// Nil where the reader may decide; else why not.
    package let obstacle: DecideRefusal?
}

/// Why a rule let somebody look.
package struct CaseFlag: Sendable, Hashable {
    /// Of the rule, as it was called then.
    package let name: String
    package let kind: ModerationRule.Kind
    package let at: Instant
}

/// A report as moderators read it: what was said, and not by whom.
package struct ShownReport: Sendable, Hashable {
    package let at: Instant
    package let category: ModerationCategory
    /// Nil where it was forgotten with its author.
    package let explanation: String?
    package let isOfMember: Bool
}
