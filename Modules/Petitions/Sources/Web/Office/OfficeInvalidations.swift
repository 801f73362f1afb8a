import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `…/:petition/invalidations`: signatures that are kept out of what is counted; one proposes, another agrees.
struct OfficeInvalidations: Sendable {
    let petitions: Petitions

    private var office: PetitionOffice { PetitionOffice(petitions: petitions) }

    /// From where signatures came, what a rule would find, and what was proposed and decided.
    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (id, now) = (try id(staff), staff.visitor.now)
        let form = InvalidationForm(staff.visitor.visit.query, at: now)
        return try await page(id, form, reasons(nil, staff), Typed(), staff)
    }

    /// Proposes it, with what everybody reads once somebody else has agreed.
    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(OfficePetitionSteps.longForm)
        let (id, t) = (try id(staff), staff.visitor.t)
        let form = InvalidationForm(data, at: staff.visitor.now)
        let reasons = reasons(data, staff)
        var typed = Typed()
        reasons.check(
            isRequired: true,
            maximum: Limits.petitionReasonCharacters,
            &typed,
            t
        )
        guard let form, let rule = form.rule(petitions, on: id, in: staff.scope) else {
            throw PageError.malformed
        }
        guard typed.isFine else { return try await page(id, form, reasons, typed, staff) }
        let outcome = try await petitions.propose(
            rule,
            stream: form.kind == .stream ? form.stream : nil,
            on: id,
            reasons: reasons.texts(),
            in: staff.scope,
            zone: staff.visitor.tenant.zone
        )
        guard case .failure(let refusal) = outcome else { return done("proposed", id, staff) }
        let words: MessageKey =
            refusal == .tooMany
            ? "petitions.office.invalidation.refused.many"
            : "petitions.office.invalidation.refused.nothing"
        typed.refuse("rule", t(words))
        return try await page(id, form, reasons, typed, staff)
    }

    /// Goes on putting together what a rule finds, where that was interrupted.
    func gather(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (id, number) = (try id(staff), try number(staff))
        try await petitions.gather(
            number,
            of: id,
            in: staff.scope,
            zone: staff.visitor.tenant.zone
        )
        return done("proposed", id, staff)
    }

    func approve(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (id, number) = (try id(staff), try number(staff))
        petitions.days.note(staff.visitor.tenant)
        let outcome = try await petitions.approve(
            number,
            of: id,
            in: staff.scope,
            zone: staff.visitor.tenant.zone
        )
        return try await answer(outcome, "approved", id, staff)
    }

    func reject(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (id, number) = (try id(staff), try number(staff))
        let outcome = try await petitions.reject(number, of: id, in: staff.scope)
        return try await answer(outcome, "rejected", id, staff)
    }

    func askUndo(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await undoing(try id(staff), reasons(nil, staff), Typed(), staff)
    }

    func undo(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(OfficePetitionSteps.longForm)
        let (id, number) = (try id(staff), try number(staff))
        let reasons = reasons(data, staff)
        var typed = Typed()
        reasons.check(
            isRequired: true,
            maximum: Limits.petitionReasonCharacters,
            &typed,
            staff.visitor.t
        )
        guard typed.isFine else { return try await undoing(id, reasons, typed, staff) }
        petitions.days.note(staff.visitor.tenant)
        let outcome = try await petitions.undo(
            number,
            of: id,
            reasons: reasons.texts(),
            in: staff.scope,
            zone: staff.visitor.tenant.zone
        )
        return try await answer(outcome, "undone", id, staff)
    }

    // What pages are made of.

    private func id(_ staff: StaffContext) throws -> Petition.ID {
        try staff.visitor.petitionID()
    }

    private func number(_ staff: StaffContext) throws -> Int {
        guard let number = Int(try staff.visitor.parameter("number")) else {
            throw PageError.notFound
        }
        return number
    }

    private func reasons(_ data: FormData?, _ staff: StaffContext) -> SaidTexts {
        let languages = staff.visitor.tenant.languages
        guard let data else { return SaidTexts([:], named: "reason", in: languages) }
        return SaidTexts(data, named: "reason", in: languages)
    }

    private func done(_ name: String, _ id: Petition.ID, _ staff: StaffContext) -> Reply {
        let path = PetitionOffice.path(staff.visitor, id.text, "invalidations")
        return .redirect(to: path.with("done", name))
    }

    private func answer(
        _ outcome: Result<Void, Petitions.DecisionRefusal>,
        _ name: String,
        _ id: Petition.ID,
        _ staff: StaffContext
    ) async throws -> Reply {
        guard case .failure(let refusal) = outcome else { return done(name, id, staff) }
        let words: MessageKey
        switch refusal {
        case .notFound: throw PageError.notFound
        case .changedMeanwhile: words = "petitions.office.refused.changed"
        case .own: words = "petitions.office.invalidation.refused.own"
        case .belowNothing: words = "petitions.office.invalidation.refused.below"
        }
        var typed = Typed()
        typed.refuse("invalidations", staff.visitor.t(words))
        return try await page(id, nil, reasons(nil, staff), typed, staff)
    }

    private func found(
        _ id: Petition.ID,
        _ rule: InvalidationRule?,
        _ staff: StaffContext
    ) async throws -> InvalidationView {
        let found = try await petitions.invalidations(of: id, looking: rule, in: staff.scope)
        guard let found else { throw PageError.notFound }
        return found
    }

    private func page(
        _ id: Petition.ID,
        _ form: InvalidationForm?,
        _ reasons: SaidTexts,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let rule = form?.rule(petitions, on: id, in: staff.scope)
        let found = try await found(id, rule, staff)
        let view = InvalidationsPage(
            found: found,
            form: rule == nil ? nil : form,
            reasons: reasons,
            typed: typed,
            staff: staff,
            pages: petitions.host.pages
        )
        return office.page(
            staff.visitor.t("petitions.office.invalidations.title"),
            view.html,
            at: [id.text, "invalidations"],
            about: found.petition,
            typed: typed,
            for: staff
        )
    }

    private func undoing(
        _ id: Petition.ID,
        _ reasons: SaidTexts,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let (found, number) = (try await found(id, nil, staff), try number(staff))
        let seen = found.invalidations.first { $0.number == number && $0.state == .approved }
        guard let seen else { throw PageError.notFound }
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let place = [id.text, "invalidations", String(number), "undoing"]
        let path = place.reduce(PetitionOffice.path(visitor)) { $0.appending($1) }
        let fields = reasons.fields(
            t("form.reason"),
            hint: t("form.reason.hint"),
            maximum: Limits.petitionReasonCharacters,
            isRequired: true,
            typed,
            in: visitor,
            petitions.host.pages
        )
        let content: HTML = """
            <p>\(t("petitions.office.invalidation.undo.text", ["count": .number(seen.count)]))</p>
            <form method="post" action="\(url: path)" novalidate>\(fields)
            <p>\(Button(t("petitions.office.invalidation.undo"), kind: .danger))</p></form>
            """
        return office.page(
            t("petitions.office.invalidation.undo"),
            content,
            at: place,
            about: found.petition,
            typed: typed,
            for: staff
        )
    }
}
