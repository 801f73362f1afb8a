import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// What staff do with a petition beside its steps: work at it, note, mark, give it to somebody.
extension OfficePetitions {
    func claim(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let petition = try await office.petition(staff.visitor)
        // It is a note of theirs, and no act of the institution.
        let outcome = try await petitions.claim(petition.id, in: staff.sender.scope)
        guard case .failure(let refusal) = outcome else {
            return done("claimed", petition, staff)
        }
        return try await refused(refusal, "claim", staff)
    }

    func release(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let petition = try await office.petition(staff.visitor)
        try await petitions.release(petition.id, in: staff.sender.scope)
        return done("released", petition, staff)
    }

    func note(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let petition = try await office.petition(staff.visitor)
        let (text, t) = (data["note"], staff.visitor.t)
        var typed = Typed()
        if text.isEmpty {
            typed.refuse("note", t("petitions.office.note.missing"))
        } else if text.count > Limits.petitionNoteCharacters {
            let most = Limits.petitionNoteCharacters
            typed.refuse("note", t("petitions.office.text.long", ["count": .number(most)]))
        }
        guard typed.isFine else { return try await show(staff, note: text, typed) }
        let outcome = try await petitions.note(text, on: petition.id, in: staff.scope)
        guard case .failure(let refusal) = outcome else { return done("note", petition, staff) }
        return try await refused(refusal, "note", note: text, staff)
    }

    func removeNote(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let petition = try await office.petition(staff.visitor)
        if let number = Int(data["number"]) {
            try await petitions.removeNote(number, of: petition.id, in: staff.scope)
        }
        return done("removed", petition, staff)
    }

    func setTags(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let petition = try await office.petition(staff.visitor)
        let tags = Set(data.fields.filter { $0.name == "tag" }.map(\.value))
        let outcome = try await petitions.setTags(tags, of: petition.id, in: staff.scope)
        guard case .failure(let refusal) = outcome else { return done("tags", petition, staff) }
        return try await refused(refusal, "tag", staff)
    }

    func assign(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let petition = try await office.petition(staff.visitor)
        let name = data["member"]
        let member = Member.ID(name)
        guard name.isEmpty || member != nil else { throw PageError.malformed }
        let outcome = try await petitions.assign(petition.id, to: member, in: staff.scope)
        guard case .failure(let refusal) = outcome else {
            return done("assigned", petition, staff)
        }
        return try await refused(refusal, "member", staff)
    }

    private func done(_ name: String, _ petition: Petition, _ staff: StaffContext) -> Reply {
        let path = PetitionOffice.path(staff.visitor, petition.id.text)
        return .redirect(to: path.with("done", name))
    }

    private func refused(
        _ refusal: Petitions.OfficeRefusal,
        _ field: String,
        note: String = "",
        _ staff: StaffContext
    ) async throws -> Reply {
        var typed = Typed()
        typed.refuse(field, try PetitionOffice.problem(refusal, staff.visitor.t))
        return try await show(staff, note: note, typed)
    }
}
