import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/admin/spaces/:space/extensions`: a phase that goes on lasts longer, and everybody reads why.
extension OfficeSpaces {
    func extend(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (space, _) = try await space(staff)
        let form = ExtensionForm(mark: space.mark)
        return extending(form, of: space, Typed(), staff)
    }

    func createExtension(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let (space, _) = try await space(staff)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let form = ExtensionForm(data)
        var typed = Typed()
        let phase = Self.running(space, visitor.now).first { $0.name == form.phase }
        if phase == nil { typed.refuse("phase", t("office.extension.refused.phase")) }
        if form.last.isEmpty { typed.refuse("last", t("office.phase.refused.day")) }
        let day = form.last.day("last", &typed, t)
        if !Tenants.isPurpose(form.reason) {
            typed.refuse("reason", t("office.extension.refused.reason"))
        }
        guard let phase, let day, typed.isFine else {
            return extending(form, of: space, typed, staff)
        }
        var change = SpaceChange()
        change.expected = form.mark
        change.extension = SpaceChange.Extension(
            phase: phase.name,
            closesAt: visitor.tenant.zone.end(of: day),
            reason: form.reason
        )
        switch try await host.tenants.edit(space.id, change, in: staff.scope) {
        case .success:
            return .redirect(to: Self.path(space.id, visitor).with("done", "extended"))
        case .failure(.changedMeanwhile):
            typed.refuse(nil, t("office.space.refused.changed"))
        case .failure(.overlapping(let name, let other)):
            let next = name == form.phase ? other : name
            typed.refuse("last", t("office.extension.refused.next", ["name": .text(next)]))
        case .failure(.phaseOver): typed.refuse("phase", t("office.extension.refused.phase"))
        case .failure: typed.refuse("last", t("office.extension.refused.day"))
        }
        return extending(form, of: space, typed, staff)
    }

    private func extending(
        _ form: ExtensionForm,
        of space: Space,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let choices = Self.running(space, visitor.now).map { phase in
            FieldChoice(
                value: phase.name,
                label: phase.name,
                hint: PhaseLine(phase, in: visitor.tenant.zone, t).text
            )
        }
        let phase = RadioField(
            FieldFrame(
                name: "phase",
                label: t("office.extension.phase"),
                problem: typed.problem("phase")
            ),
            choices: choices,
            selected: form.phase.isEmpty ? choices.first?.value : form.phase
        )
        let last = DateField(
            FieldFrame(
                name: "last",
                label: t("office.extension.last"),
                problem: typed.problem("last")
            ),
            typed: form.last,
            t: t
        )
        let reason = TextArea(
            FieldFrame(
                name: "reason",
                label: t("office.extension.reason"),
                hint: "\(t("office.extension.reason.hint"))",
                problem: typed.problem("reason")
            ),
            value: form.reason,
            maximum: Limits.purposeCharacters,
            rows: 3,
            isRequired: true,
            t: t
        )
        // Between two pages a phase may have ended: nothing is left to choose then.
        guard !choices.isEmpty || !typed.isFine else {
            let nothing = EmptyState(
                title: t("office.extension.none.title"),
                text: t("office.extension.none")
            )
            return step("extension", of: space, nothing.html, typed, staff)
        }
        let content: HTML = """
            <form method="post" \
            action="\(url: Self.path(space.id, visitor).appending("extensions"))" novalidate>
            <input type="hidden" name="mark" value="\(form.mark)">
            \(phase)\(last)\(reason)<p>\(Button(t("office.extension.button")))</p></form>
            """
        return step("extension", of: space, content, typed, staff)
    }
}

/// What somebody types who extends a phase.
private struct ExtensionForm {
    let phase: String
    let last: DateField.Typed
    let reason: String
    let mark: String

    init(mark: String) {
        self.mark = mark
        phase = ""
        reason = ""
        last = DateField.Typed(nil)
    }

    init(_ data: FormData) {
        phase = data["phase"]
        last = DateField.Typed(data, "last")
        reason = data["reason"]
        mark = data["mark"]
    }
}
