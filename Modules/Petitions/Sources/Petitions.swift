package import Accounts
import Comments
package import Jobs
package import Kernel
import Ledger
import Localization
package import Markup
package import Spaces
import Storage
import Vault
package import Web
package import Work

/// People ask an institution for something, and others sign: once each, of full age, and known to nobody.
///
/// This file is the table of contents of the module: read it first.
package final class Petitions: SpaceModule {
    package static let manifest: ModuleManifest = ModuleManifest(
        id: "petitions",
        migrations: PetitionMigrations.all,
        permissions: [
            PermissionRule(manage, roles: [.organiser]),
            PermissionRule(examine, roles: [.organiser]),
        ],
        features: [sign, write],
        settings: PetitionSettings.declarations + Comments.declarations,
        workflows: [Petition.workflow],
        facts: [.adult],
        notifications: [moved, news, arrived],
        openWrites: signingWrites.union(publicWrites),
        auditActions: officeActions,
        words: PetitionSettings.words.merging(Comments.words) { first, _ in first },
        help: PetitionSettings.help.merging(Comments.help) { first, _ in first },
        desks: desks,
        comments: [.petition]
    )

    /// To look at what is submitted, move it on, and set what can be chosen.
    static let manage: Permission = "petitions.manage"
    /// To keep signatures out of public counts.
    static let examine: Permission = "petitions.examine"
    /// To sign, while a petition collects too.
    static let sign: Feature = "sign"
    /// To begin petitions and to submit them.
    static let write: Feature = "write"

    let host: Host
    let workflow: WorkflowEngine
    let events: PetitionEvents
    let weighing: PetitionWeighing
    let desk: SigningDesk
    let traces = SignatureTraces()
    let days = TenantDays()
    let reading = PetitionReading()

    package init(host: Host) throws {
        self.host = host
        workflow = try WorkflowEngine(
            Petition.workflow,
            hooks: Self.workflowHooks,
            audit: host.audit,
            notices: WorkflowNotices([.author: Self.moved, .staff: Self.arrived], by: host)
        )
        events = PetitionEvents(host: host)
        weighing = PetitionWeighing(host: host, workflow: workflow, events: events)
        desk = SigningDesk(host: host)
        let (days, weighing) = (self.days, self.weighing)
        host.ledger.follow(.petition) { counts, transaction in
            let today = days.today(of: transaction.tenant, at: transaction.now)
            let due = try PetitionStore.setCounts(counts, on: today, in: &transaction)
            for id in due { try weighing.weigh(id, in: &transaction) }
        }
    }

    package func mount(on routes: ModuleRoutes) {
        mountPublic(on: routes)
        mountAuthors(on: routes)
        mountSigning(on: routes)
    }

    package var jobs: [JobDefinition] {
        [PetitionClosing(petitions: self).job, PetitionCheck(petitions: self).job] + publicJobs
    }

    package let work: [WorkKind] = []

    /// What members wrote, and what staff among them noted; a signature is no member's.
    package var personalData: PersonalDataSource {
        PersonalDataSource(
            id: Self.manifest.id,
            remainder: "petitions.data.remainder",
            collect: { member, transaction in
                let box = self.host.vault.personalBox(of: transaction.tenant)
                return try PetitionData.collect(member, opening: box, in: &transaction)
            },
            erase: { try PetitionData.erase($0, in: &$1) }
        )
    }

    package func summary(for visitor: VisitorContext) async throws -> SpaceSummary {
        try await publicSummary(for: visitor)
    }

    package func publicPages(for visitor: VisitorContext) async throws -> [Path] {
        try await publicSitePages(for: visitor)
    }

    package var engines: [WorkflowEngine] { [workflow] }

    package func forget(of tenants: Set<Tenant.ID>?) {
        desk.forget(of: tenants)
        reading.forget(of: tenants)
    }
}
