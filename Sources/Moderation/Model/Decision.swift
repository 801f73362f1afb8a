package import Kernel

/// What somebody decides about a subject, with the reasons: a record that is never altered.
///
/// Names and limits are those of the transparency database of the Digital Services Act.
package struct Decision: Sendable, Hashable {
    package enum Action: String, Sendable, Hashable, CaseIterable {
        /// What waited is seen, or what was reported stays.
        case publish
        case hide
        /// What was hidden is seen again.
        case restore
        /// It stays, and readers are told something beside it.
        case label
        /// Its author writes nothing until a day; what they wrote stays as it is.
        case suspend

        /// Whether it takes something from its author, who is owed reasons then.
        package var isRestriction: Bool {
            switch self {
            case .hide, .label, .suspend: true
            case .publish, .restore: false
            }
        }

        /// Whether people see the subject since; nil for what leaves that as it is.
        package var shows: Bool? {
            switch self {
            case .publish, .restore: true
            case .hide: false
            case .label, .suspend: nil
            }
        }
    }

    /// What it rests on.
    package struct Ground: Sendable, Hashable {
        package enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Against the law.
            case illegal
            /// Against the rules of the institution.
            case incompatible
        }

        package let kind: Kind
        /// The law and its article, or the rule: at most 500 characters.
        package let reference: String
        /// Why it is against that, for author and reporters: at most 2,000 characters.
        package let explanation: String

        package init(kind: Kind, reference: String, explanation: String) {
            self.kind = kind
            self.reference = reference
            self.explanation = explanation
        }
    }

    /// How far it reaches.
    package enum Extent: String, Sendable, Hashable, CaseIterable {
        /// The one contribution.
        case contribution
        /// Whatever its author writes in the space.
        case space
        /// Whatever its author writes at the institution.
        case site
    }

    /// Who brought it up.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        /// A report by the form of the site (Article 16).
        case report = "article-16"
        /// Nobody: a moderator or a rule came upon it.
        case own = "voluntary"
        /// Somebody by another way: a call, a visit.
        case otherNotification = "type-other-notification"

        /// As the database of the Commission writes it.
        package var databaseName: String {
            "SOURCE_" + String(rawValue.map { $0 == "-" ? "_" : $0 }).uppercased()
        }
    }

    package let action: Action
    /// Nil for what takes nothing from anybody.
    package let ground: Ground?
    package let category: ModerationCategory?
    /// What was found, for the author alone and without names: at most 5,000 characters.
    package let facts: String
    package let extent: Extent
    /// When it ends by itself, with the end of a day; nil for when somebody ends it.
    package let until: Instant?
    /// What readers are told beside the subject, of a label: at most 200 characters.
    package let label: String?
    /// Nil: a report where one opened the case, else the moderator.
    package let source: Source?
    /// The template from which ground and explanation come, and stay untouched: then each reads them in
    /// their own language where it has that.
    package let template: Int?
    /// In which language ground, explanation and facts are written.
    package let language: LanguageTag

    package init(
        _ action: Action,
        ground: Ground? = nil,
        category: ModerationCategory? = nil,
        facts: String = "",
        extent: Extent = .contribution,
        until: Instant? = nil,
        label: String? = nil,
        source: Source? = nil,
        template: Int? = nil,
        language: LanguageTag = .english
    ) {
        self.action = action
        self.ground = ground
        self.category = category
        self.facts = facts
        self.extent = extent
        self.until = until
        self.label = label
        self.source = source
        self.template = template
        self.language = language
    }
}

/// Why a decision was not taken.
package enum DecideRefusal: Error, Sendable, Hashable {
    /// There is no such case, or not where the moderator may decide.
    case notFound
    /// Somebody else decided since it was shown, or its author took it back.
    case changedMeanwhile
    /// Somebody else works at it.
    case claimed(until: Instant)
    /// What takes something from somebody needs a ground, a category and facts, each within its limits.
    case unfounded
    /// The subject is not in a state in which that could be done.
    case impossible
    /// One's own contribution is decided by somebody else.
    case own
    /// More cases at once than a batch takes.
    case tooMany
    /// What is taken back was decided too long ago, or is not the last.
    case over
    /// What is taken back stands in the place of what the moderator decided: it is left to a colleague.
    case replacesOwn
}
