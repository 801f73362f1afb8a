import Files
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// `…/:petition/steps/:step`: where a petition goes from here, with the reasons that everybody reads.
struct OfficePetitionSteps: Sendable {
    let petitions: Petitions

    private var office: PetitionOffice { PetitionOffice(petitions: petitions) }

    /// Documents of decisions and of what follows them.
    static let rules = FileRules(kinds: [.pdf], bytes: Limits.petitionFileBytes)
    /// A text of five thousand characters in each of thirty languages, and a document.
    static let body = BodyRules.upload(
        fileBytes: Limits.petitionFileBytes,
        fields: 128,
        fieldBytes: 1024 * 1024
    )

    /// The same without one.
    static let longForm = BodyRules.form(bytes: 1024 * 1024, fields: 128)

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (petition, choices) = try await found(staff)
        let form = PetitionStepForm(petition, in: staff.visitor)
        return page(try step(of: petition, staff), form, petition, choices, Typed(), staff)
    }

    func take(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let visitor = staff.visitor
        let received = try await petitions.host.uploads.receive(
            request,
            staff.sender,
            ["file": Self.rules]
        )
        let (petition, choices) = try await found(staff)
        let step = try step(of: petition, staff)
        var form = PetitionStepForm(received.fields, in: visitor)
        var typed = Typed()
        switch received.file("file") {
        case .success(let file): form.file = file
        case .failure(let refusal): typed.refuse("file", refusal.text(Self.rules, visitor.t))
        case nil: break
        }
        guard let wish = form.wish(for: step.name, choices, &typed, in: visitor) else {
            return page(step, form, petition, choices, typed, staff)
        }
        let outcome = try await petitions.take(
            step.name,
            on: petition.id,
            expecting: Int(form.mark) ?? -1,
            wish,
            terms: PetitionTerms(for: visitor),
            in: staff.scope
        )
        guard case .failure(let refusal) = outcome else {
            let path = PetitionOffice.path(visitor, petition.id.text)
            return .redirect(to: path.with("done", "step"))
        }
        let field = refusal == .noTarget ? "target" : SaidTexts.first(of: "text", in: visitor)
        typed.refuse(field, try PetitionOffice.problem(refusal, visitor.t))
        // Whoever was told of the other change may go on.
        var again = PetitionStepForm(received.fields, mark: String(petition.mark), in: visitor)
        again.file = form.file
        return page(step, again, petition, choices, typed, staff)
    }

    private func found(
        _ staff: StaffContext
    ) async throws -> (petition: Petition, choices: PetitionChoices) {
        let petition = try await office.petition(staff.visitor)
        let choices = try await petitions.host.database.read(in: staff.scope) {
            try PetitionChoiceStore.all(in: &$0)
        }
        return (petition, choices)
    }

    /// The step of the address, where it leads on from here.
    private func step(of petition: Petition, _ staff: StaffContext) throws -> Workflow.Step {
        let name = try staff.visitor.parameter("step")
        let open = Petitions.steps(from: petition, for: staff)
        guard let step = open.first(where: { $0.name == name }) else { throw PageError.notFound }
        return step
    }

    private func page(
        _ step: Workflow.Step,
        _ form: PetitionStepForm,
        _ petition: Petition,
        _ choices: PetitionChoices,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let view = PetitionStepView(
            step: step,
            form: form,
            petition: petition,
            choices: choices,
            typed: typed,
            visitor: staff.visitor,
            pages: petitions.host.pages
        )
        return office.page(
            staff.visitor.t(MessageKey("petitions.office.do", step.name)),
            view.html,
            at: [petition.id.text, "steps", step.name],
            about: petition,
            typed: typed,
            for: staff
        )
    }
}
