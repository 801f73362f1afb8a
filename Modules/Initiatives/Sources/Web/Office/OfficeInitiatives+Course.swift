import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `…/:initiative/period` and `…/:initiative/steps/:step`: when it is collected, and where it goes from here.
extension OfficeInitiatives {
    private var office: InitiativeOffice { InitiativeOffice(initiatives: initiatives) }

    // The period of collection.

    func period(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let initiative = try await office.initiative(staff.visitor)
        return period(PeriodForm(initiative), of: initiative, Typed(), staff)
    }

    func setPeriod(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        var form = PeriodForm(try await request.form())
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let initiative = try await office.initiative(visitor)
        var typed = Typed()
        guard [.scheduled, .closed].contains(initiative.stage) else {
            typed.refuse("first", t("initiatives.office.period.refused.over"))
            return period(form, of: initiative, typed, staff)
        }
        guard form.revision == String(initiative.revision) else {
            typed.refuse("first", t("initiatives.office.refused.changed"))
            // Whoever was told of the other change may replace it.
            form.revision = String(initiative.revision)
            return period(form, of: initiative, typed, staff)
        }
        guard let given = form.period(for: initiative, in: visitor, &typed) else {
            return period(form, of: initiative, typed, staff)
        }
        let outcome = try await initiatives.schedule(
            initiative,
            to: given,
            reason: form.reason,
            in: staff.scope
        )
        if case .failure(let refusal) = outcome {
            typed.refuse("first", try InitiativeOffice.problem(refusal, t))
            return period(form, of: initiative, typed, staff)
        }
        let path = InitiativeOffice.path(visitor, initiative.id.text)
        return .redirect(to: path.with("done", "period"))
    }

    private func period(
        _ form: PeriodForm,
        of initiative: Initiative,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let t = staff.visitor.t
        let path = InitiativeOffice.path(staff.visitor, initiative.id.text, "period")
        let latest = Deadlines(initiative).begin
        let fields = [("first", form.first), ("last", form.last)].map { name, value -> HTML in
            let words = MessageKey("initiatives.office.period", name)
            return DateField(
                FieldFrame(
                    name: name,
                    label: t(words),
                    hint: "\(t(MessageKey(words, "hint")))",
                    problem: typed.problem(name)
                ),
                typed: value,
                t: t
            ).html
        }
        let reason =
            initiative.period == nil ? HTML.empty : Reason.field(form.reason, typed, t).html
        return office.page(
            t("initiatives.office.period"),
            """
            <p>\(t("initiatives.office.period.text", ["date": .date(latest)]))</p>
            <form method="post" action="\(url: path)" novalidate>
            <input type="hidden" name="revision" value="\(form.revision)">\(fields)\(reason)
            <p>\(Button(t("office.space.save")))</p></form>
            """,
            at: [initiative.id.text, "period"],
            about: initiative,
            typed: typed,
            for: staff
        )
    }

    // The steps of the workflow.

    func step(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let initiative = try await office.initiative(staff.visitor)
        let form = StepForm(initiative, at: staff.visitor.now)
        return step(try step(of: initiative, staff), form, of: initiative, Typed(), staff)
    }

    func take(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        var form = StepForm(try await request.form())
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let initiative = try await office.initiative(visitor)
        let step = try step(of: initiative, staff)
        var typed = Typed()
        Reason.check(form.reason, &typed, t)
        let answer = step.to == .answered ? form.answer(visitor, &typed) : nil
        if form.revision != String(initiative.revision) {
            typed.refuse("reason", t("initiatives.office.refused.changed"))
            form.revision = String(initiative.revision)
        }
        guard typed.isFine else { return self.step(step, form, of: initiative, typed, staff) }
        do {
            try await initiatives.take(
                step.name,
                on: initiative,
                reason: form.reason,
                answer: answer,
                in: staff.scope
            ).get()
        } catch let refusal as Initiatives.StepRefusal {
            var words: MessageKey = "initiatives.office.refused.changed"
            if case .workflow(.unmet) = refusal { words = "initiatives.office.step.refused.unmet" }
            typed.refuse("reason", t(words))
            return self.step(step, form, of: initiative, typed, staff)
        }
        let path = InitiativeOffice.path(visitor, initiative.id.text)
        return .redirect(to: path.with("done", "step"))
    }

    /// The step of the address, where it leads on from here.
    private func step(of initiative: Initiative, _ staff: StaffContext) throws -> Workflow.Step {
        let name = try staff.visitor.parameter("step")
        let steps = Initiatives.steps(of: initiative, for: staff)
        guard let step = steps.first(where: { $0.name == name }) else { throw PageError.notFound }
        return step
    }

    private func step(
        _ step: Workflow.Step,
        _ form: StepForm,
        of initiative: Initiative,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let t = staff.visitor.t
        let path = InitiativeOffice.path(staff.visitor, initiative.id.text, "steps", step.name)
        let title = Initiative.workflow.name(of: step, t)
        let answer = step.to == .answered ? form.fields(typed, t) : .empty
        let isFinal = StepWords.undone[step.name] == nil
        return office.page(
            title,
            """
            \(StepWords(step, staff.visitor).effects)
            <form method="post" action="\(url: path)" novalidate>
            <input type="hidden" name="revision" value="\(form.revision)">
            \(answer)\(Reason.field(form.reason, typed, t))
            <p>\(Button(
                t("initiatives.office.step.button"), kind: isFinal ? .danger : .primary))</p></form>
            """,
            at: [initiative.id.text, "steps", step.name],
            about: initiative,
            typed: typed,
            for: staff
        )
    }
}
