import Files
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// `…/:petition/events`: what the institution tells of what it does, beside the steps of a petition.
struct OfficePetitionEvents: Sendable {
    let petitions: Petitions

    private var office: PetitionOffice { PetitionOffice(petitions: petitions) }

    /// What somebody types who tells an event.
    struct Form: Sendable {
        let kind: String
        let texts: SaidTexts
        let day: DateField.Typed
        let url: String
        var file: StoredFile?

        init(in visitor: VisitorContext) {
            kind = PetitionEvent.Kind.ofInstitution[0].rawValue
            texts = SaidTexts([:], named: "text", in: visitor.tenant.languages)
            day = DateField.Typed(visitor.tenant.zone.date(at: visitor.now))
            url = ""
        }

        init(_ data: FormData, in visitor: VisitorContext) {
            kind = data["kind"]
            texts = SaidTexts(data, named: "text", in: visitor.tenant.languages)
            day = DateField.Typed(data, "day")
            url = data["url"]
        }

        /// Nil where something is wrong, which stands beside its field.
        func event(_ typed: inout Typed, _ t: Translator) -> NewPetitionEvent? {
            let kind = PetitionEvent.Kind(rawValue: kind)
            let isTold = kind?.isOfInstitution == true
            if !isTold { typed.refuse("kind", t("petitions.office.event.missing")) }
            texts.check(
                isRequired: true,
                maximum: Limits.petitionReasonCharacters,
                &typed,
                t
            )
            let date = day.day("day", &typed, t)
            let address = PetitionStepForm.address(url, &typed, t)
            guard let kind, typed.isFine else { return nil }
            return NewPetitionEvent(
                kind,
                texts: texts.texts(),
                file: file?.id.text,
                url: address,
                day: date
            )
        }
    }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let petition = try await publicOne(staff)
        return try await page(petition, Form(in: staff.visitor), Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let received = try await petitions.host.uploads.receive(
            request,
            staff.sender,
            ["file": OfficePetitionSteps.rules]
        )
        let petition = try await publicOne(staff)
        var form = Form(received.fields, in: visitor)
        var typed = Typed()
        switch received.file("file") {
        case .success(let file): form.file = file
        case .failure(let refusal):
            typed.refuse("file", refusal.text(OfficePetitionSteps.rules, t))
        case nil: break
        }
        guard let event = form.event(&typed, t) else {
            return try await page(petition, form, typed, staff)
        }
        let outcome = try await petitions.tell(
            event,
            document: form.file?.id,
            on: petition.id,
            in: staff.scope
        )
        guard case .failure(let refusal) = outcome else {
            let path = PetitionOffice.path(visitor, petition.id.text, "events")
            return .redirect(to: path.with("done", "event"))
        }
        typed.refuse("kind", try PetitionOffice.problem(refusal, t))
        return try await page(petition, form, typed, staff)
    }

    /// Takes one off the page of the petition.
    func remove(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let petition = try await publicOne(staff)
        guard let number = Int(data["number"]) else { throw PageError.malformed }
        let outcome = try await petitions.untell(number, on: petition.id, in: staff.scope)
        if case .failure(let refusal) = outcome {
            _ = try PetitionOffice.problem(refusal, staff.visitor.t)
        }
        let path = PetitionOffice.path(staff.visitor, petition.id.text, "events")
        return .redirect(to: path.with("done", "removed"))
    }

    /// Of one that nobody can read there is nothing to tell.
    private func publicOne(_ staff: StaffContext) async throws -> Petition {
        let petition = try await office.petition(staff.visitor)
        guard petition.isPublic else { throw PageError.notFound }
        return petition
    }

    private func page(
        _ petition: Petition,
        _ form: Form,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let events = try await petitions.host.database.read(in: staff.scope) { transaction in
            try PetitionEventStore.all(of: petition.id, publicOnly: true, in: &transaction)
        }
        let view = PetitionEventsView(
            petition: petition,
            events: events,
            form: form,
            typed: typed,
            visitor: staff.visitor,
            pages: petitions.host.pages
        )
        return office.page(
            staff.visitor.t("petitions.office.events.title"),
            view.html,
            at: [petition.id.text, "events"],
            about: petition,
            typed: typed,
            for: staff
        )
    }
}
