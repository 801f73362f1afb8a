import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/admin/spaces/:space/initiatives/:initiative`: one initiative, what is to be done next, and the ways to it.
extension OfficeInitiatives {
    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let dossier = try await dossier(staff)
        let view = OfficeInitiativePage(
            dossier: dossier,
            memberStates: initiatives.memberStates,
            pages: initiatives.host.pages,
            staff: staff
        )
        let initiative = dossier.initiative
        return InitiativeOffice(initiatives: initiatives).page(
            initiative.said(in: staff.visitor.visit.language.text).title,
            view.html,
            at: [initiative.id.text],
            about: initiative,
            for: staff
        )
    }

    private func dossier(_ staff: StaffContext) async throws -> OfficeDossier {
        guard let id = Initiative.ID(try staff.visitor.parameter("initiative")),
            let found = try await initiatives.dossier(of: id, in: staff.scope)
        else { throw PageError.notFound }
        return found
    }

    // Categories, website, contact and the group of organisers.

    func about(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let dossier = try await dossier(staff)
        let form = AboutForm(dossier.initiative, emails: dossier.emails)
        return about(form, of: dossier.initiative, dossier.initiative.revision, Typed(), staff)
    }

    func setAbout(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Registrations.body)
        let initiative = try await dossier(staff).initiative
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let form = AboutForm(data, of: initiative)
        var typed = Typed()
        let about = form.about(initiatives.memberStates, &typed, t)
        let revision = Int(data["revision"]) ?? -1
        guard typed.isFine else {
            return self.about(form, of: initiative, revision, typed, staff)
        }
        let (initiatives, id) = (self.initiatives, initiative.id)
        let outcome = try await initiatives.edit(id, expecting: revision, in: staff.scope) {
            about.put(into: &$0)
            try initiatives.keep(about.emails, of: id, in: &$1)
        }
        switch outcome {
        case .success:
            return .redirect(to: InitiativeOffice.path(visitor, id.text).with("done", "group"))
        case .failure(let refusal):
            typed.refuse("website", try InitiativeOffice.problem(refusal, t))
            // Whoever was told of the other change may replace it.
            return self.about(form, of: initiative, initiative.revision, typed, staff)
        }
    }

    private func about(
        _ form: AboutForm,
        of initiative: Initiative,
        _ revision: Int,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let t = staff.visitor.t
        let path = InitiativeOffice.path(staff.visitor, initiative.id.text, "about")
        let fields = AboutFields(
            form: form,
            memberStates: initiatives.memberStates,
            typed: typed,
            t: t
        )
        return InitiativeOffice(initiatives: initiatives).page(
            t("initiatives.office.about.title"),
            """
            <form method="post" action="\(url: path)" novalidate>
            <input type="hidden" name="revision" value="\(String(revision))">\(fields)
            <p>\(Button(t("office.space.save")))</p></form>
            """,
            at: [initiative.id.text, "about"],
            about: initiative,
            typed: typed,
            for: staff
        )
    }
}
