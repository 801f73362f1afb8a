import Files
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/:initiative/manage`: the collection as its organisers run it: how far it is, and what they make of its pages.
///
/// The gate asks for a right of this one initiative, of its space or of the institution.
struct Manage: Sendable {
    let initiatives: Initiatives

    /// What visitors see of it on the page of an initiative: nothing.
    static let slot = "manage"

    /// For whoever may come in, and for nobody else; without a statement, because a session knows it.
    func fill(_ ids: [String], _ visitor: VisitorContext) -> [String: HTML] {
        guard let session = visitor.visit.session else { return [:] }
        let own = ids.filter {
            session.allows(Initiatives.campaign, on: visitor.scope.subject(.initiative, $0))
        }
        let links = own.map { id -> (String, HTML) in
            let link = ButtonLink(
                visitor.t("initiatives.manage.title"),
                to: visitor.spacePath(id, "manage"),
                kind: .secondary
            )
            return (id, "<p>\(link)</p>")
        }
        return Dictionary(uniqueKeysWithValues: links)
    }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let details = try await initiatives.details(for: staff.visitor)
        let form = CampaignForm(details.initiative)
        return page(details, form, Typed(), staff)
    }

    /// Shows what others will see, or writes it: as the button says.
    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(CampaignForm.body)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let details = try await initiatives.details(for: visitor)
        let languages = visitor.tenant.languages
        var form = CampaignForm(data, languages: languages, of: details.initiative)
        var typed = Typed()
        var changed = details.initiative
        form.put(into: &changed, languages, &typed, t)
        guard typed.isFine else { return page(details, form, typed, staff) }
        guard data["step"] == "save" else {
            return page(details, form, typed, preview: changed, staff)
        }
        let (campaign, presentation) = (changed.dossier.campaign, changed.presentation)
        let outcome = try await initiatives.edit(
            changed.id,
            expecting: form.revision,
            in: staff.scope
        ) { initiative, _ in
            initiative.dossier.campaign = campaign
            initiative.presentation = presentation
        }
        if case .failure(let refusal) = outcome {
            typed.refuse("color", try InitiativeOffice.problem(refusal, t))
            // Whoever was told of the other change may replace it.
            form.revision = changed.revision
            return page(details, form, typed, staff)
        }
        return .redirect(to: path(changed, visitor).with("done", "saved"))
    }

    /// Where visitors see what was done.
    private static func look(at initiative: Initiative, _ visitor: VisitorContext) -> HTML {
        let path = visitor.spacePath(initiative.id.text)
        return "<p><a href=\"\(url: path)\">\(visitor.t("initiatives.manage.see"))</a></p>"
    }

    func path(_ initiative: Initiative, _ visitor: VisitorContext) -> Path {
        visitor.spacePath(initiative.id.text, "manage")
    }

    func page(
        _ details: InitiativeDetails,
        _ form: CampaignForm,
        _ typed: Typed,
        preview: Initiative? = nil,
        pictures: [CampaignPicture: StoredFile] = [:],
        alternatives: [CampaignPicture: String] = [:],
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let initiative = details.initiative
        let view = ManagePage(
            details: details,
            form: form,
            preview: preview,
            arrived: pictures,
            alternatives: alternatives,
            typed: typed,
            pages: initiatives.host.pages,
            visitor: visitor
        )
        let done = visitor.visit.query["done"]
        let notice: HTML =
            ["saved", "picture", "removed"].contains(done)
            ? Notice(
                .success,
                title: t(MessageKey("initiatives.manage.done", done)),
                content: Self.look(at: initiative, visitor)
            ).html : .empty
        let title = t("initiatives.manage.title")
        var extras = OfficeFrame.Extras(
            hasProblems: !typed.isFine,
            address: visitor.localAddress(initiative.id.text, "manage"),
            above: [
                NavigationLink(path: visitor.spacePath(), label: visitor.listTitle),
                NavigationLink(
                    path: visitor.spacePath(initiative.id.text),
                    label: initiative.id.registrationNumber
                ),
            ]
        )
        extras.accent = (preview ?? initiative).dossier.campaign.lookAccent
        return initiatives.host.office.page(
            title,
            """
            \(ErrorSummary(problems: typed.list, t: t))\(notice)<h1>\(title)</h1>\(view)
            """,
            extras,
            for: staff
        )
    }
}
