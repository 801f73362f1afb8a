package import Accounts
import Comments
import Files
import FoundationEssentials
package import Jobs
package import Kernel
import Ledger
import Localization
package import Markup
package import Moderation
package import Spaces
import Storage
import Text
package import Web
package import Work

/// Citizens of the Union ask the Commission for a law: a million statements of support from at
/// least seven member states (Regulation (EU) 2019/788).
///
/// This file is the table of contents of the module: read it first.
package final class Initiatives: SpaceModule {
    package static let manifest = ModuleManifest(
        id: "initiatives",
        migrations: InitiativeMigrations.all,
        permissions: [
            PermissionRule(manage, roles: [.organiser]),
            PermissionRule(campaign, roles: [.organiser]),
            PermissionRule(examine, roles: [.organiser]),
        ],
        features: [sign],
        settings: [holdsStreams.declaration] + Comments.declarations,
        workflows: [Initiative.workflow],
        openWrites: ["/:initiative/statements"],
        auditActions: [registered, rescheduled, changed, delivered, keyRegistered, decided],
        words: words.merging(Comments.words) { first, _ in first },
        help: help.merging(Comments.help) { first, _ in first },
        desks: [
            ModuleDesk(
                title: "initiatives.office.title",
                action: "initiatives.office.open",
                permission: manage
            )
        ],
        comments: [.initiative]
    )

    private static let words: [String: MessageKey] = [
        "sign": "initiatives.feature.sign", "hold-streams": "initiatives.setting.hold-streams",
    ]
    private static let help: [String: MessageKey] = [
        "hold-streams": "initiatives.setting.hold-streams.help"
    ]

    /// To give a statement of support, while the period of an initiative lasts too.
    static let sign: Feature = "sign"

    let host: Host
    let memberStates: MemberStates
    let desk: SigningDesk
    let fragments = Fragments<InitiativePage.PartName, InitiativePage.PartValues>()
    let recent = RecentReads<SigningDesk.Name, InitiativeDetails>(limit: Limits.recentPages)
    let workflow: WorkflowEngine
    let map: EuropeMap

    package init(host: Host) throws {
        self.host = host
        memberStates = try MemberStates(json: Data(host.seed("member-states.json")))
        desk = SigningDesk(host: host)
        workflow = try WorkflowEngine(
            Initiative.workflow,
            hooks: Self.workflowHooks,
            audit: host.audit
        )
        host.ledger.follow(.initiative) { counts, transaction in
            try InitiativeStore.setCounts(counts, in: &transaction)
        }
        map = try JSONDecoder().decode(EuropeMap.self, from: Data(host.seed("europe-map.json")))
    }

    package func mount(on routes: ModuleRoutes) {
        let pages = InitiativePages(initiatives: self)
        let statements = Statements(initiatives: self)
        let challenges = Challenges(initiatives: self)
        let anomalies = Anomalies(initiatives: self)
        let receipts = Receipts(initiatives: self)
        let counts = Counts(initiatives: self)
        let discovery = Discovery(initiatives: self)
        let widgets = Widgets(initiatives: self)
        let previews = Previews(initiatives: self)

        routes.group { pages.nationality(suggestedBy: $0) }
        routes.anyone.shared("/", query: Browse.query) {
            try await pages.index($0, $1)
        }
        routes.anyone.shared("/rules") { try await pages.rules($0, $1) }
        routes.anyone.shared("/feed") { try await discovery.feed($0, $1) }
        routes.anyone.shared(
            "/:initiative",
            query: PageQuery(choices: ["country"], isByReader: true)
        ) { try await pages.show($0, $1) }
        routes.anyone.shared("/:initiative/widget", query: PageQuery(choices: ["country"])) {
            try await widgets.show($0, $1)
        }
        routes.anyone.shared(
            "/:initiative/embedding",
            query: PageQuery(choices: ["language", "country"])
        ) { try await widgets.embedding($0, $1) }
        routes.anyone.post("/:initiative/statements") { try await statements.create($0, $1) }
        let changes = Changes(initiatives: self)
        routes.anyone.shared("/:initiative/changes") { try await changes.index($0, $1) }
        routes.anyone.shared("/:initiative/changes/:number") { try await changes.show($0, $1) }
        routes.anyone.get("/:initiative/challenge") { try await challenges.show($0, $1) }
        routes.anyone.get("/:initiative/receipts") { try await receipts.checks.index($0, $1) }
        routes.anyone.get("/:initiative/receipts/:receipt") {
            try await receipts.checks.show($0, $1)
        }
        routes.anyone.get("/:initiative/thanks/:receipt") { try await receipts.thanks($0, $1) }
        mountCampaign(on: routes)
        let examiners = routes.staff(Self.examine)
        examiners.get("/:initiative/anomalies") { try await anomalies.index($0, $1) }
        examiners.get("/:initiative/anomalies/:number") { try await anomalies.show($0, $1) }
        examiners.post("/:initiative/anomalies/:number/decisions") {
            try await anomalies.create($0, $1)
        }
        routes.api.shared("/:initiative/pictures/:file") {
            try await CampaignFile(initiatives: self).show($0, $1)
        }
        host.uploads.mount(on: routes.api, isVisible: CampaignFile.isVisible)
        routes.api.shared("/:initiative/counts") { try await counts.show($0, $1) }
        routes.api.shared("/:initiative/preview") { try await previews.show($0, $1) }
    }

    package var jobs: [JobDefinition] { [Closing(initiatives: self).job] }

    package let work: [WorkKind] = []

    /// What staff decided about streams, with who decided; a statement of support is no member's.
    ///
    /// It is sealed to the authority of a state, and whoever gave it is known to nobody here.
    package var personalData: PersonalDataSource {
        PersonalDataSource(
            id: Self.manifest.id,
            collect: { member, transaction in
                let decided = try LedgerStore.decisions(by: member, in: &transaction)
                guard !decided.isEmpty else { return [] }
                let kept = decided.map { OwnDecision($0) }
                return [(name: "decisions", json: try ReadableJSON.bytes(of: kept))]
            },
            erase: { try LedgerStore.forgetDecider($0, in: &$1) }
        )
    }

    /// A decision as its author finds it among their own data.
    private struct OwnDecision: Encodable {
        let day: String
        let statements: Int
        let isSetAside: Bool
        let reason: String

        init(_ decided: DecidedAnomaly) {
            day = decided.day.iso
            statements = decided.count
            isSetAside = decided.isHeld
            reason = decided.reason
        }
    }

    package var subjects: [SubjectHooks] {
        [
            SubjectHooks(
                kind: .initiative,
                load: { try Self.card($0, in: &$1) },
                visibility: .official,
                desk: SubjectDesk("manage") { try InitiativeStore.names(of: $0, in: &$1) }
            )
        ]
    }

    /// It is registered by the Commission: nobody here decides whether it is seen.
    private static func card(
        _ text: String,
        in transaction: inout Transaction
    ) throws -> SubjectCard? {
        guard let id = Initiative.ID(text),
            let found = try InitiativeStore.front(of: id, in: &transaction)
        else { return nil }
        return SubjectCard(
            title: found.title,
            excerpt: String(found.objectives.prefix(Limits.excerptCharacters)),
            language: found.language,
            author: nil,
            path: [id.text],
            isPublic: true
        )
    }

    package func summary(for visitor: VisitorContext) async throws -> SpaceSummary {
        InitiativesHome(
            overview: try await overview(in: visitor.scope),
            visitor: visitor,
            assets: host.pages.assets
        ).summary
    }

    package func forget(of tenants: Set<Tenant.ID>?) {
        desk.forget(of: tenants)
        recent.forget(where: { tenants?.contains($0.tenant) ?? true })
    }

    package func publicPages(for visitor: VisitorContext) async throws -> [Path] {
        let slug = visitor.space?.slug ?? ""
        let ids = try await host.database.read(in: visitor.scope) { transaction in
            try InitiativeStore.ids(in: &transaction)
        }
        return [Path(slug), Path(slug, "rules")] + ids.map { Path(slug, $0.text) }
    }
}
