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
    /// What staff are told before a deadline.
    let alert: NotificationKind?
    private let participants: Participants?

    /// `participants` names who takes part in a subject, by its id; `alert` finds in `details["step"]` what time
    /// takes, and in `details["days"]` in how many days.
    package init(
        _ kinds: [Workflow.Audience: NotificationKind],
        by host: Host,
        alert: NotificationKind? = nil,
        participants: Participants? = nil
    ) {
        self.alert = alert
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
                members = try staff(of: workflow, in: &transaction)
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

    /// Tells staff that a deadline of these comes near.
    func warn(
        of step: Workflow.Step,
        in workflow: Workflow,
        on ids: [String],
        days: Int,
        in transaction: inout Transaction
    ) throws {
        guard let alert, !ids.isEmpty else { return }
        let members = try staff(of: workflow, in: &transaction)
        let scope = transaction.scope
        let details = ["step": step.name, "days": String(days)]
        let all = ids.flatMap { id in
            members.map { member in
                Notifications.Each(
                    member: member,
                    subject: scope.subject(workflow.kind, id),
                    details: details
                )
            }
        }
        try notifications.tell(all, alert, in: &transaction)
    }

    private func staff(
        of workflow: Workflow,
        in transaction: inout Transaction
    ) throws -> [Member.ID] {
        let permissions = Set(workflow.steps.flatMap(\.permissions))
        return try people.staff(withAnyOf: permissions, in: &transaction)
    }
}
