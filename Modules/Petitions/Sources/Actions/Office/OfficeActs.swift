import Accounts
import Audit
import Kernel
import Spaces
import Storage
import Vault

/// What staff do with a petition beside its steps.
extension Petitions {
    // As the audit says what was done.
    static let assigned: AuditAction = "petition-assigned"
    static let noted: AuditAction = "petition-noted"
    static let tagged: AuditAction = "petition-tagged"

    /// Lets somebody work at a petition for a quarter of an hour; again, it begins anew.
    ///
    /// It is a note of theirs and no act of the institution: it leaves no mark in the audit.
    func claim(_ id: Petition.ID, in own: Scope) async throws -> Result<Void, OfficeRefusal> {
        guard let member = own.actor.memberID else { return .failure(.notFound) }
        return try await host.database.write(in: own) { transaction in
            guard try PetitionStore.find(id, in: &transaction)?.isOfOffice == true else {
                return .failure(.notFound)
            }
            let end = transaction.now.adding(.milliseconds(Limits.claimMilliseconds))
            let claimed = try PetitionStore.claim(id, by: member, until: end, in: &transaction)
            return claimed == nil ? .failure(.claimed) : .success(())
        }
    }

    /// Gives back what somebody works at.
    func release(_ id: Petition.ID, in own: Scope) async throws {
        guard let member = own.actor.memberID else { return }
        try await host.database.write(in: own) { transaction in
            try PetitionStore.release(id, by: member, in: &transaction)
        }
    }

    /// Gives a petition to somebody who may work at it, or to nobody.
    func assign(
        _ id: Petition.ID,
        to member: Member.ID?,
        in scope: Scope
    ) async throws -> Result<Void, OfficeRefusal> {
        let (audit, people) = (host.audit, host.people)
        return try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
            guard let petition = try PetitionStore.lock(id, in: &transaction),
                petition.isOfOffice
            else { return .failure(.notFound) }
            if let member {
                let staff = try people.staff(withAnyOf: [Self.manage], in: &transaction)
                guard staff.contains(member) else { return .failure(.notFound) }
            }
            guard petition.assignedTo != member else { return .success(()) }
            try PetitionStore.assign(id, to: member, in: &transaction)
            let note = AuditNote(
                Self.assigned,
                of: .petition,
                id.text,
                before: Self.field("assigned", petition.assignedTo?.text),
                after: Self.field("assigned", member?.text)
            )
            try audit.note(note, in: &transaction)
            return .success(())
        }
    }

    /// Keeps something for colleagues; what it says stands in no audit.
    func note(
        _ text: String,
        on id: Petition.ID,
        in scope: Scope
    ) async throws -> Result<Void, OfficeRefusal> {
        let (audit, box) = (host.audit, host.vault.personalBox(of: scope.tenant))
        return try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
            guard let petition = try PetitionStore.lock(id, in: &transaction),
                petition.isOfOffice
            else { return .failure(.notFound) }
            let isKept = try PetitionNoteStore.add(
                text,
                to: id,
                by: transaction.actor.memberID,
                box,
                in: &transaction
            )
            guard isKept else { return .failure(.tooMany) }
            try audit.note(AuditNote(Self.noted, of: .petition, id.text), in: &transaction)
            return .success(())
        }
    }

    /// Takes a note away that somebody wrote themselves.
    func removeNote(_ number: Int, of id: Petition.ID, in scope: Scope) async throws {
        guard let member = scope.actor.memberID else { return }
        let audit = host.audit
        try await host.database.write(in: scope) { transaction in
            let isGone = try PetitionNoteStore.remove(
                number,
                of: id,
                by: member,
                in: &transaction
            )
            guard isGone else { return }
            let note = AuditNote(
                Self.noted,
                of: .petition,
                id.text,
                before: ["number": String(number)]
            )
            try audit.note(note, in: &transaction)
        }
    }

    /// Marks a petition with these tags of the catalogue and no others.
    func setTags(
        _ tags: Set<String>,
        of id: Petition.ID,
        in scope: Scope
    ) async throws -> Result<Void, OfficeRefusal> {
        let audit = host.audit
        return try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
            guard let petition = try PetitionStore.lock(id, in: &transaction),
                petition.isOfOffice
            else { return .failure(.notFound) }
            let before = try PetitionNoteStore.tags(of: id, in: &transaction)
            let known = try PetitionChoiceStore.all(.tag, in: &transaction).filter {
                $0.isUsed || before.contains($0.key)
            }
            let after = tags.intersection(known.map(\.key))
            guard after != before else { return .success(()) }
            try PetitionNoteStore.setTags(after, of: id, in: &transaction)
            let note = AuditNote(
                Self.tagged,
                of: .petition,
                id.text,
                before: Self.field("tags", Self.listed(before)),
                after: Self.field("tags", Self.listed(after))
            )
            try audit.note(note, in: &transaction)
            return .success(())
        }
    }

    /// A field of the audit, unless there is nothing in it.
    static func field(_ name: String, _ value: String?) -> [String: String] {
        value.map { [name: $0] } ?? [:]
    }

    private static func listed(_ words: Set<String>) -> String? {
        words.isEmpty ? nil : words.sorted().joined(separator: ", ")
    }
}
