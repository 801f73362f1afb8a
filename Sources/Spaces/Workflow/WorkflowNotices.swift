import Accounts
package import Kernel
package import Notifications
package import Storage

/// How a workflow tells people that a step was taken: which kind of news each audience gets.
///
/// A workflow that tells somebody for whom there is nothing here does not start the program.
package struct WorkflowNotices: Sendable {
    package typealias Participants = @Sendable (String, inout Transaction) throws -> [Member.ID]

    private let notifications: Notifications
    private let people: People
    private let kinds: [Workflow.Audience: NotificationKind]
    private let participants: Participants?

    /// `participants` names who takes part in a subject, by its id.
    package init(
        _ kinds: [Workflow.Audience: NotificationKind],
        by host: Host,
        participants: Participants? = nil
    ) {
        notifications = host.notifications
        people = host.people
        self.kinds = kinds
        self.participants = participants
    }

    /// Who can be told.
    var audiences: Set<Workflow.Audience> {
        Set(kinds.keys).subtracting(participants == nil ? [.participants] : [])
    }

    /// Tells all of a step's audiences; the words find the step in `details["step"]`.
    func tell(
        of step: Workflow.Step,
        in workflow: Workflow,
        on id: String,
        author: Member.ID?,
        in transaction: inout Transaction
    ) throws {
        let subject = transaction.scope.subject(workflow.kind, id)
        for audience in Workflow.Audience.allCases where step.tells.contains(audience) {
            guard let kind = kinds[audience] else { continue }
            let members: [Member.ID]
            switch audience {
            case .author: members = [author].compactMap(\.self)
            case .participants: members = try participants?(id, &transaction) ?? []
            case .staff:
                members = try people.staff(
                    withAnyOf: workflow.staffPermissions,
                    in: &transaction
                )
            }
            try notifications.tell(
                members,
                kind,
                of: subject,
                ["step": step.name, "to": step.to.rawValue],
                in: &transaction
            )
        }
    }
}

extension Workflow {
    /// What its staff need to take any of its steps.
    fileprivate var staffPermissions: Set<Permission> {
        Set(
            steps.flatMap(\.parties).compactMap { party in
                if case .staff(let permission) = party { permission } else { nil }
            }
        )
    }
}
