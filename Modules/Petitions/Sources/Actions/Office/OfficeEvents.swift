import Audit
import Files
import Kernel
import Spaces
import Storage

/// What an institution tells of what it does about a petition, beside its steps.
extension Petitions {
    static let told: AuditAction = "petition-event-told"

    /// Adds an event to the page of a petition that people read, with a document or without one.
    func tell(
        _ event: NewPetitionEvent,
        document: FileID?,
        on id: Petition.ID,
        in scope: Scope
    ) async throws -> Result<Void, OfficeRefusal> {
        let (audit, uploads, events) = (host.audit, host.uploads, self.events)
        do {
            try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
                guard let petition = try PetitionStore.lock(id, in: &transaction),
                    petition.isPublic
                else { throw OfficeRefusal.notFound }
                try Self.checkClaim(of: petition, in: transaction)
                let number = try events.record(event, on: id, in: &transaction)
                if let document {
                    let subject = PetitionEventFiles.subject(
                        document.text,
                        of: id,
                        transaction.scope
                    )
                    guard try uploads.give(document, to: subject, in: &transaction) else {
                        throw OfficeRefusal.fileGone
                    }
                }
                let note = AuditNote(
                    Self.told,
                    of: .petition,
                    id.text,
                    after: Self.fields(of: event, number)
                )
                try audit.note(note, in: &transaction)
            }
            forget(of: [scope.tenant])
            return .success(())
        } catch let refusal as OfficeRefusal {
            return .failure(refusal)
        }
    }

    /// Takes an event off the page; whoever was told of it was told.
    func untell(
        _ number: Int,
        on id: Petition.ID,
        in scope: Scope
    ) async throws -> Result<Void, OfficeRefusal> {
        let audit = host.audit
        let outcome: Result<Void, OfficeRefusal> = try await host.database.write(
            in: scope,
            isolation: .lockedRows
        ) { transaction in
            guard try PetitionStore.lock(id, in: &transaction) != nil,
                let event = try PetitionEventStore.find(number, of: id, in: &transaction),
                event.kind.isOfInstitution
            else { return .failure(.notFound) }
            guard try PetitionEventStore.hide(number, of: id, in: &transaction) else {
                return .success(())
            }
            let note = AuditNote(
                Self.told,
                of: .petition,
                id.text,
                before: ["number": String(number), "kind": event.kind.rawValue]
            )
            try audit.note(note, in: &transaction)
            return .success(())
        }
        forget(of: [scope.tenant])
        return outcome
    }

    private static func fields(of event: NewPetitionEvent, _ number: Int) -> [String: String] {
        var fields = ["number": String(number), "kind": event.kind.rawValue]
        for (language, text) in event.texts { fields["text/\(language)"] = text }
        fields["link"] = event.url
        fields["day"] = event.day?.iso
        return fields
    }
}

extension PetitionEvent.Kind {
    /// Whether an institution tells it by itself; what a step or a count has caused stands for good.
    var isOfInstitution: Bool { Self.ofInstitution.contains(self) }

    /// Those that it can tell.
    static let ofInstitution: [PetitionEvent.Kind] = [.answer, .hearing, .debate, .report, .note]
}
