import Kernel
import Localization
import Markup
import Spaces
import Web

/// What an initiative still lacks, the most pressing first, each with the way to it.
struct NextSteps {
    let dossier: OfficeDossier
    let memberStates: MemberStates
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }
    private var initiative: Initiative { dossier.initiative }

    var items: [HTML] {
        guard !Initiative.workflow.isFinal(initiative.stage) else { return [] }
        return [period, space, keys, representative, group, texts, documents].compactMap(\.self)
    }

    private func item(_ text: String, _ words: MessageKey, _ path: Path) -> HTML {
        """
        <li>\(text) <a href="\(url: path)">\(t(words))</a></li>
        """
    }

    private func own(_ segment: String) -> Path {
        InitiativeOffice.path(visitor, initiative.id.text, segment)
    }

    private var period: HTML? {
        guard initiative.period == nil else { return nil }
        let latest = Deadlines(initiative).begin
        let text = t("initiatives.office.next.period", ["date": .date(latest)])
        return item(text, "initiatives.office.next.period.action", own("period"))
    }

    /// A draft is seen by nobody, and a space whose phase does not open it lets nobody sign.
    private var space: HTML? {
        guard let space = visitor.space, staff.allows("site.spaces", in: space) else { return nil }
        let path = visitor.path("admin", "spaces", space.id.description)
        guard space.state != .draft else {
            return item(
                t("initiatives.office.next.draft"),
                "office.space.publish",
                path.appending("state")
            )
        }
        let isOpen = initiative.state(at: visitor.now).isSignable
        guard isOpen, !visitor.canSign(initiative) else { return nil }
        return item(
            t("initiatives.office.next.phase"),
            "office.phases.title",
            path.appending("phases")
        )
    }

    private var keys: HTML? {
        // Later, nobody can sign in any case.
        guard initiative.stage == .scheduled else { return nil }
        let missing = memberStates.all.count { !dossier.states.contains($0.code) }
        guard missing > 0 else { return nil }
        return item(
            t("initiatives.office.next.keys", ["count": .number(missing)]),
            "initiatives.office.authorities",
            InitiativeOffice.path(visitor, "authorities")
        )
    }

    private var representative: HTML? {
        let hasOne = initiative.presentation.organisers.contains { $0.role == .representative }
        guard !hasOne else { return nil }
        return item(
            t("initiatives.office.next.representative"),
            "initiatives.office.next.group.action",
            own("about")
        )
    }

    private var group: HTML? {
        guard dossier.residences < Progress.statesNeeded else { return nil }
        let text = t(
            "initiatives.office.next.group",
            ["count": .number(dossier.residences), "needed": .number(Progress.statesNeeded)]
        )
        return item(text, "initiatives.office.next.group.action", own("about"))
    }

    private var texts: HTML? {
        let missing = visitor.tenant.languages.first {
            $0.text != initiative.language && initiative.translations[$0.text] == nil
        }
        guard let missing else { return nil }
        return item(
            t("initiatives.office.next.texts"),
            "initiatives.office.text.write",
            InitiativeOffice.path(visitor, initiative.id.text, "texts", missing.text)
        )
    }

    private var documents: HTML? {
        guard initiative.dossier.documents.isEmpty else { return nil }
        return item(
            t("initiatives.office.next.documents"),
            "initiatives.office.document.add",
            own("documents")
        )
    }
}
