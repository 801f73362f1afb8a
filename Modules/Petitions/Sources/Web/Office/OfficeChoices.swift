import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// `…/choices/:kind`: what can be chosen of petitions, in the words of the institution.
struct OfficeChoices: Sendable {
    let petitions: Petitions

    private var office: PetitionOffice { PetitionOffice(petitions: petitions) }

    /// What somebody types of a choice.
    struct Form: Sendable {
        let texts: SaidTexts
        let position: String
        let isHiddenReason: Bool
        let isUsed: Bool

        init(_ choice: PetitionChoice?, in visitor: VisitorContext) {
            var words = choice?.texts ?? [:]
            // A standard one is renamed beginning with what it is called.
            if let choice, choice.texts.isEmpty, choice.isStandard {
                words = [visitor.visit.language.text: choice.word(visitor.t)]
            }
            texts = SaidTexts(words, named: "text", in: visitor.tenant.languages)
            position = choice.map { String($0.position) } ?? ""
            isHiddenReason = choice?.isHiddenReason ?? false
            isUsed = choice?.isUsed ?? true
        }

        init(_ data: FormData, in visitor: VisitorContext) {
            texts = SaidTexts(data, named: "text", in: visitor.tenant.languages)
            position = data["position"]
            isHiddenReason = data["hidden"] == "yes"
            isUsed = data["used"] == "yes"
        }

        func check(_ typed: inout Typed, _ t: Translator) {
            texts.check(
                isRequired: true,
                maximum: Limits.petitionChoiceCharacters,
                &typed,
                t
            )
        }
    }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await list(try kind(staff), Form(nil, in: staff.visitor), Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let form = Form(try await request.form(), in: staff.visitor)
        let kind = try kind(staff)
        var typed = Typed()
        form.check(&typed, staff.visitor.t)
        guard typed.isFine else { return try await list(kind, form, typed, staff) }
        let choice = PetitionChoice(
            kind: kind,
            key: "",
            position: 0,
            texts: form.texts.texts(),
            isHiddenReason: form.isHiddenReason
        )
        let outcome = try await petitions.set(choice, isNew: true, in: staff.scope)
        guard case .failure(let refusal) = outcome else { return done(kind, staff) }
        typed.refuse(Self.first(staff), try PetitionOffice.problem(refusal, staff.visitor.t))
        return try await list(kind, form, typed, staff)
    }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let choice = try await choice(staff)
        return one(choice, Form(choice, in: staff.visitor), Typed(), staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let form = Form(try await request.form(), in: staff.visitor)
        let (choice, t) = (try await choice(staff), staff.visitor.t)
        var typed = Typed()
        form.check(&typed, t)
        let position = Int(form.position)
        if position.map({ (1...Limits.petitionChoices).contains($0) }) != true {
            let most = Limits.petitionChoices
            typed.refuse("position", t("petitions.office.number.unfit", ["count": .number(most)]))
        }
        guard let position, typed.isFine else { return one(choice, form, typed, staff) }
        var after = choice
        after.texts = form.texts.texts(keeping: choice.texts)
        after.position = position
        after.isHiddenReason = choice.kind == .reason && form.isHiddenReason
        after.isUsed = form.isUsed
        let outcome = try await petitions.set(after, isNew: false, in: staff.scope)
        guard case .failure(let refusal) = outcome else { return done(choice.kind, staff) }
        typed.refuse(Self.first(staff), try PetitionOffice.problem(refusal, t))
        return one(choice, form, typed, staff)
    }

    private static func first(_ staff: StaffContext) -> String {
        SaidTexts.first(of: "text", in: staff.visitor)
    }

    private func done(_ kind: PetitionChoice.Kind, _ staff: StaffContext) -> Reply {
        let path = PetitionOffice.path(staff.visitor, "choices", kind.rawValue)
        return .redirect(to: path.with("done", "choice"))
    }

    private func kind(_ staff: StaffContext) throws -> PetitionChoice.Kind {
        let name = try staff.visitor.parameter("kind")
        guard let kind = PetitionChoice.Kind(rawValue: name) else { throw PageError.notFound }
        return kind
    }

    private func all(
        _ kind: PetitionChoice.Kind,
        _ staff: StaffContext
    ) async throws -> [PetitionChoice] {
        try await petitions.host.database.read(in: staff.scope) {
            try PetitionChoiceStore.all(kind, in: &$0)
        }
    }

    private func choice(_ staff: StaffContext) async throws -> PetitionChoice {
        let (kind, key) = (try kind(staff), try staff.visitor.parameter("key"))
        guard let choice = try await all(kind, staff).first(where: { $0.key == key }) else {
            throw PageError.notFound
        }
        return choice
    }

    private func list(
        _ kind: PetitionChoice.Kind,
        _ form: Form,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let view = ChoicesView(
            kind: kind,
            choices: try await all(kind, staff),
            form: form,
            typed: typed,
            visitor: staff.visitor,
            pages: petitions.host.pages
        )
        return office.page(
            staff.visitor.t("petitions.office.choices.title"),
            view.html,
            at: ["choices", kind.rawValue],
            typed: typed,
            for: staff
        )
    }

    private func one(
        _ choice: PetitionChoice,
        _ form: Form,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let view = ChoiceView(
            choice: choice,
            form: form,
            typed: typed,
            visitor: staff.visitor,
            pages: petitions.host.pages
        )
        return office.page(
            choice.word(staff.visitor.t),
            view.html,
            at: ["choices", choice.kind.rawValue, choice.key],
            typed: typed,
            for: staff
        )
    }
}
