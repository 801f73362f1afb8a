import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `…/legislature`: what becomes of petitions when a legislature ends, seen first and then done.
struct OfficeLegislature: Sendable {
    let petitions: Petitions

    private var office: PetitionOffice { PetitionOffice(petitions: petitions) }

    /// What somebody types who ends a legislature.
    struct Form: Sendable {
        let name: String
        let fates: [LegislaturePlan.Part: String]
        let texts: SaidTexts

        init(in visitor: VisitorContext) {
            name = ""
            fates = [:]
            texts = SaidTexts([:], named: "text", in: visitor.tenant.languages)
        }

        init(_ data: FormData, in visitor: VisitorContext) {
            name = data["legislature"]
            fates = Dictionary(
                uniqueKeysWithValues: LegislaturePlan.Part.allCases.map {
                    ($0, data[$0.rawValue])
                }
            )
            texts = SaidTexts(data, named: "text", in: visitor.tenant.languages)
        }

        func fate(of part: LegislaturePlan.Part) -> LegislaturePlan.Fate {
            let fate = LegislaturePlan.Fate(rawValue: fates[part] ?? "") ?? .keep
            return part.fates.contains(fate) ? fate : .keep
        }

        /// Nil where something is wrong, which stands beside its field.
        func plan(_ typed: inout Typed, _ t: Translator) -> LegislaturePlan? {
            texts.check(
                isRequired: true,
                maximum: Limits.petitionReasonCharacters,
                &typed,
                t
            )
            let name = PetitionStepForm.legislature(name, &typed, t)
            let fates = Dictionary(
                uniqueKeysWithValues: LegislaturePlan.Part.allCases.map { ($0, fate(of: $0)) }
            )
            guard let name, typed.isFine else { return nil }
            return LegislaturePlan(legislature: name, fates: fates, texts: texts.texts())
        }
    }

    func ask(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await page(Form(in: staff.visitor), nil, Typed(), staff)
    }

    /// Shows what would happen, and does it once that was seen.
    func end(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(OfficePetitionSteps.longForm)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let form = Form(data, in: visitor)
        var typed = Typed()
        guard let plan = form.plan(&typed, t) else {
            return try await page(form, nil, typed, staff)
        }
        guard data["step"] == "end" else { return try await page(form, plan, typed, staff) }
        do {
            let outcome = try await petitions.end(plan, in: staff.scope)
            guard !outcome.isDone else {
                return .redirect(to: PetitionOffice.path(visitor).with("done", "ended"))
            }
            return try await page(form, plan, typed, moved: outcome.moved, staff)
        } catch let refusal as Petitions.OfficeRefusal {
            typed.refuse("legislature", try PetitionOffice.problem(refusal, t))
            return try await page(form, nil, typed, staff)
        }
    }

    private func page(
        _ form: Form,
        _ plan: LegislaturePlan?,
        _ typed: Typed,
        moved: Int? = nil,
        _ staff: StaffContext
    ) async throws -> Reply {
        let view = LegislatureView(
            form: form,
            plan: plan,
            parts: try await petitions.legislatureParts(in: staff.scope),
            moved: moved,
            typed: typed,
            visitor: staff.visitor,
            pages: petitions.host.pages
        )
        return office.page(
            staff.visitor.t("petitions.office.legislature.title"),
            view.html,
            at: ["legislature"],
            typed: typed,
            for: staff
        )
    }
}
