package import Kernel

extension Workflow {
    /// What an institution may change of a step in its spaces, beside what it is called.
    ///
    /// Conditions, effects and where it leads are the module's for ever: its code depends on them.
    package struct Freedom: Sendable, Hashable {
        /// Whether it may be offered to nobody.
        package let canBeLeftOut: Bool
        /// Whether fewer may take it than the module lets: some of its roles, not its author.
        package let canNarrowParties: Bool
        /// After how many days time may take it; nil where its deadline is not the institution's.
        package let days: ClosedRange<Int>?
        /// Whether staff may be told before its deadline.
        package let canAlert: Bool
        /// Who may be told that it was taken, or not.
        package let tells: Set<Audience>
        /// Whether staff may be asked for a reason: the module's page has a field for one.
        package let canAskReason: Bool

        package init(
            canBeLeftOut: Bool = false,
            canNarrowParties: Bool = true,
            days: ClosedRange<Int>? = nil,
            canAlert: Bool = false,
            tells: Set<Audience> = [],
            canAskReason: Bool = false
        ) {
            self.canBeLeftOut = canBeLeftOut
            self.canNarrowParties = canNarrowParties
            self.days = days
            self.canAlert = canAlert
            self.tells = tells
            self.canAskReason = canAskReason
        }

        /// Where a module says nothing: fewer roles.
        package static let standard = Freedom()
    }
}

extension Workflow.Step {
    /// The permissions with which staff can take it.
    package var permissions: Set<Permission> {
        Set(
            parties.compactMap { party in
                if case .staff(let permission) = party { permission } else { nil }
            }
        )
    }

    /// After how many days time takes it; nil where it does not, or at an instant that the subject knows.
    package var days: Int? {
        if case .days(let days) = deadline { days } else { nil }
    }
}
