import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// `…/thresholds`: from how many signatures on something follows.
struct OfficeThresholds: Sendable {
    let petitions: Petitions

    private var office: PetitionOffice { PetitionOffice(petitions: petitions) }

    /// What somebody types of a threshold.
    struct Form: Sendable {
        let count: String
        let territories: String
        let perTerritory: String
        let effect: String
        let days: String
        let texts: SaidTexts

        init(_ threshold: PetitionThreshold?, in visitor: VisitorContext) {
            count = threshold.map { String($0.count) } ?? ""
            territories = threshold.map { String($0.territories) } ?? "0"
            perTerritory = threshold.map { String($0.perTerritory) } ?? "0"
            effect = (threshold?.effect ?? .label).rawValue
            days = threshold.map { String($0.days) } ?? "0"
            texts = SaidTexts(
                threshold?.texts ?? [:],
                named: "text",
                in: visitor.tenant.languages
            )
        }

        init(_ data: FormData, in visitor: VisitorContext) {
            count = data["count"]
            territories = data["territories"]
            perTerritory = data["per-territory"]
            effect = data["effect"]
            days = data["days"]
            texts = SaidTexts(data, named: "text", in: visitor.tenant.languages)
        }

        /// Nil where something is wrong, which stands beside its field.
        func threshold(
            _ number: Int,
            keeping before: [String: String],
            _ typed: inout Typed,
            _ t: Translator
        ) -> PetitionThreshold? {
            let effect = PetitionThreshold.Effect(rawValue: effect)
            if effect == nil { typed.refuse("effect", t("petitions.office.effect.missing")) }
            texts.check(
                isRequired: effect == .label,
                maximum: Limits.petitionChoiceCharacters,
                &typed,
                t
            )
            let needed = Self.number(count, "count", 1...100_000_000, &typed, t)
            let places = Self.number(territories, "territories", 0...1000, &typed, t)
            let each = Self.number(
                perTerritory,
                "per-territory",
                (places ?? 0) > 0 ? 1...100_000_000 : 0...100_000_000,
                &typed,
                t
            )
            let within = Self.number(
                days,
                "days",
                effect == .promise ? 1...3650 : 0...3650,
                &typed,
                t
            )
            guard let effect, let needed, let places, let each, let within, typed.isFine else {
                return nil
            }
            return PetitionThreshold(
                number: number,
                count: needed,
                territories: places,
                perTerritory: each,
                effect: effect,
                days: within,
                texts: texts.texts(keeping: before)
            )
        }

        private static func number(
            _ text: String,
            _ field: String,
            _ bounds: ClosedRange<Int>,
            _ typed: inout Typed,
            _ t: Translator
        ) -> Int? {
            if let number = Int(text), bounds.contains(number) { return number }
            typed.refuse(
                field,
                t(
                    "petitions.office.number.between",
                    [
                        "first": .number(bounds.lowerBound), "last": .number(bounds.upperBound),
                    ]
                )
            )
            return nil
        }
    }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await list(Form(nil, in: staff.visitor), Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let form = Form(try await request.form(), in: staff.visitor)
        let t = staff.visitor.t
        var typed = Typed()
        guard let threshold = form.threshold(0, keeping: [:], &typed, t) else {
            return try await list(form, typed, staff)
        }
        let outcome = try await petitions.set(threshold, isNew: true, in: staff.scope)
        guard case .failure(let refusal) = outcome else { return done("threshold", staff) }
        typed.refuse("count", try PetitionOffice.problem(refusal, t))
        return try await list(form, typed, staff)
    }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let threshold = try await threshold(staff)
        return one(threshold, Form(threshold, in: staff.visitor), Typed(), staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let form = Form(try await request.form(), in: staff.visitor)
        let (before, t) = (try await threshold(staff), staff.visitor.t)
        var typed = Typed()
        let after = form.threshold(before.number, keeping: before.texts, &typed, t)
        guard let after else { return one(before, form, typed, staff) }
        let outcome = try await petitions.set(after, isNew: false, in: staff.scope)
        guard case .failure(let refusal) = outcome else { return done("threshold", staff) }
        typed.refuse("count", try PetitionOffice.problem(refusal, t))
        return one(before, form, typed, staff)
    }

    func remove(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let threshold = try await threshold(staff)
        try await petitions.removeThreshold(threshold.number, in: staff.scope)
        return done("removed", staff)
    }

    private func done(_ name: String, _ staff: StaffContext) -> Reply {
        .redirect(to: PetitionOffice.path(staff.visitor, "thresholds").with("done", name))
    }

    private func all(_ staff: StaffContext) async throws -> [PetitionThreshold] {
        try await petitions.host.database.read(in: staff.scope) {
            try PetitionThresholdStore.all(in: &$0)
        }
    }

    private func threshold(_ staff: StaffContext) async throws -> PetitionThreshold {
        let number = Int(try staff.visitor.parameter("number"))
        guard let found = try await all(staff).first(where: { $0.number == number }) else {
            throw PageError.notFound
        }
        return found
    }

    private func list(
        _ form: Form,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let view = ThresholdsView(
            thresholds: try await all(staff),
            form: form,
            typed: typed,
            visitor: staff.visitor,
            pages: petitions.host.pages
        )
        return office.page(
            staff.visitor.t("petitions.office.thresholds.title"),
            view.html,
            at: ["thresholds"],
            typed: typed,
            for: staff
        )
    }

    private func one(
        _ threshold: PetitionThreshold,
        _ form: Form,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let view = ThresholdView(
            threshold: threshold,
            form: form,
            typed: typed,
            visitor: staff.visitor,
            pages: petitions.host.pages
        )
        return office.page(
            view.title,
            view.html,
            at: ["thresholds", String(threshold.number)],
            typed: typed,
            for: staff
        )
    }
}
