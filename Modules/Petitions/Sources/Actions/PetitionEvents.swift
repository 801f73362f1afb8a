import Kernel
import Notifications
import Spaces
import Storage

/// Writes down what happens to petitions, and lets whoever wants to hear of it be told once.
struct PetitionEvents: Sendable {
    let host: Host

    /// Of a petition that is locked; gives the number of the event.
    @discardableResult
    func record(
        _ event: NewPetitionEvent,
        on id: Petition.ID,
        in transaction: inout Transaction
    ) throws -> Int {
        let number = try PetitionEventStore.add(event, to: id, in: &transaction)
        if event.isPublic { try PetitionFollowers.tell(number, of: id, in: &transaction) }
        // Of its steps the workflow tells.
        if event.kind != .step {
            try tellAuthor(of: event, numbered: number, on: id, in: &transaction)
        }
        return number
    }

    /// The same of a step that was taken, seen by readers where they may read the petition since.
    func record(
        _ event: NewPetitionEvent,
        of step: Workflow.Step,
        on id: Petition.ID,
        in transaction: inout Transaction
    ) throws {
        guard let petition = try PetitionStore.find(id, in: &transaction) else { return }
        var event = event
        event.step = step.name
        event.isPublic = event.isPublic && petition.isPublic
        try record(event, on: id, in: &transaction)
    }

    private func tellAuthor(
        of event: NewPetitionEvent,
        numbered number: Int,
        on id: Petition.ID,
        in transaction: inout Transaction
    ) throws {
        guard let author = try PetitionStore.find(id, in: &transaction)?.author else { return }
        let subject = transaction.scope.subject(of: id)
        let details = [
            "kind": event.kind.rawValue, "number": String(number),
            "threshold": event.threshold.map { String($0) } ?? "",
        ]
        try host.notifications.tell(
            [author],
            Petitions.news,
            of: subject,
            details,
            in: &transaction
        )
    }
}
