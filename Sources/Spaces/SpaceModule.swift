package import Accounts
package import Audit
import Comments
package import Jobs
package import Kernel
package import Localization
package import Markup
package import Moderation
package import Notifications
package import Storage
package import Web
package import Work

/// What a participatory space brings, and all that the host knows of it.
///
/// A module is a folder that can be deleted: it is named once, in the program's list of modules.
/// The contract grows with the components that need it; each new part is a requirement here, or of what a
/// requirement is made of, so that no module can forget it.
package protocol SpaceModule: Sendable {
    static var manifest: ModuleManifest { get }

    init(host: Host) throws

    /// Declares the module's addresses; the group of a route is its gate.
    func mount(on routes: ModuleRoutes)

    /// Declares its own pages of the back office, which stand below that of a space.
    func mountOffice(on routes: OfficeRoutes)

    /// What takes the steps of its workflows: staff are told of their deadlines where an institution wants it.
    var engines: [WorkflowEngine] { get }

    /// What it does by itself, in any process of the installation; empty when that is nothing.
    var jobs: [JobDefinition] { get }

    /// What it does for one member when it is queued; empty when that is nothing.
    var work: [WorkKind] { get }

    /// Tables of what is in a space of it, for whoever may have them; empty when it offers none.
    var exports: [ExportDeclaration] { get }

    /// Numbers about a space of it; empty when it tells none.
    var statistics: [StatisticDeclaration] { get }

    /// What it keeps of members: how to show it to them, and how to forget it.
    var personalData: PersonalDataSource { get }

    /// What others can do with what it keeps: find, name, link, hide.
    var subjects: [SubjectHooks] { get }

    /// What the home page of a site shows of this space, in one read.
    func summary(for visitor: VisitorContext) async throws -> SpaceSummary

    /// What needs the attention of whoever runs these spaces of it, in one read of as many statements for
    /// fifty spaces as for one; only of dates that are near or past, and in the words of the reader, who has a
    /// part in each of them.
    func concerns(in spaces: [Space], for visitor: VisitorContext) async throws -> [Concern]

    /// Forgets what it remembers of the database: something of it is gone for good, here or in another
    /// process (``Tenants/announce(in:)``), or was taken from the readers of some institutions
    /// (``Tenants/announceGone(in:)``); nil stands for all.
    func forget(of tenants: Set<Tenant.ID>?)

    /// Every page of this space that anybody may find, without its language; bounded.
    func publicPages(for visitor: VisitorContext) async throws -> [Path]
}

extension SpaceModule {
    /// A module whose deadlines are no institution's has nobody told of them.
    package var engines: [WorkflowEngine] { [] }
}

/// What the home page of a site shows of one space.
package struct SpaceSummary: Sendable {
    /// What people can do here, in a few words: the heading of a site that has no other space.
    package let title: String
    /// The same in one sentence; the institution may say it in its own words.
    package let lead: String
    /// Where it is explained.
    package let guide: NavigationLink
    /// Stands beside the name of the site: a search, three figures, the people counted; empty when
    /// there is nothing yet.
    package let opening: HTML
    /// What can be done now first, then what comes and what was.
    package let content: HTML
    /// What an institution may show of it on its home page, three at most of all its spaces.
    package let figures: [HomeFigure]

    package init(
        title: String,
        lead: String,
        guide: NavigationLink,
        opening: HTML,
        content: HTML,
        figures: [HomeFigure] = []
    ) {
        self.figures = figures
        self.title = title
        self.lead = lead
        self.guide = guide
        self.opening = opening
        self.content = content
    }
}

/// The name of a module and the history of its tables.
package struct ModuleManifest: Sendable {
    /// The same in addresses of routes, catalogues and tables: `initiatives`.
    package let id: String
    package let migrations: [Migration]
    /// What its staff may be allowed to do, with the roles that have each permission.
    package let permissions: [PermissionRule]
    /// What people can do in a space of it while a phase opens that.
    package let features: [Feature]
    /// With which phases a space of it begins.
    package let phases: [Phase]
    /// What can be set in a space of it.
    package let settings: [SettingDeclaration]
    /// How its subjects go from state to state.
    package let workflows: [Workflow]
    /// What it asks identity providers to prove of people; nothing else is noted.
    package let facts: [Fact]
    /// What it tells members by mail.
    package let notifications: [NotificationKind]
    /// Addresses in its spaces to which anybody may write who is not signed in: every other write of a
    /// module needs a member, and a test of the house looks.
    package let openWrites: Set<String>
    /// What of it stands in the audit beside steps of its workflows, each with words at `audit.action`.
    package let auditActions: [AuditAction]
    /// What its features, phases, settings and their choices are called, by their names.
    package let words: [String: MessageKey]
    /// What its settings are for, by their names.
    package let help: [String: MessageKey]
    /// The pages of its own to which the back office leads.
    package let desks: [ModuleDesk]
    /// What of it people can talk about, where a space lets them (``Comments/setting``).
    package let comments: Set<Subject.Kind>

    /// Without phases, a space begins with one that has no end and opens everything.
    ///
    /// `workflowWords` are those of workflows that do not say themselves what their states and steps are called.
    package init(
        id: String,
        migrations: [Migration],
        permissions: [PermissionRule] = [],
        features: [Feature] = [],
        phases: [Phase] = [],
        settings: [SettingDeclaration] = [],
        workflows: [Workflow] = [],
        workflowWords: [Subject.Kind: MessageGroup] = [:],
        facts: [Fact] = [],
        notifications: [NotificationKind] = [],
        openWrites: Set<String> = [],
        auditActions: [AuditAction] = [],
        words: [String: MessageKey] = [:],
        help: [String: MessageKey] = [:],
        desks: [ModuleDesk] = [],
        comments: Set<Subject.Kind> = []
    ) {
        precondition(
            comments.isEmpty || settings.contains { $0.name == Comments.setting.name },
            "\(id) lets people talk and has no setting for it"
        )
        self.comments = comments
        self.auditActions = auditActions
        self.desks = desks
        self.words = words
        self.help = help
        self.id = id
        self.migrations = migrations
        self.permissions = permissions
        self.features = features
        self.phases = phases.isEmpty ? [Phase("open", features: Set(features))] : phases
        self.settings = settings
        self.workflows = workflows.map { workflow in
            workflow.words == nil ? workflow.worded(workflowWords[workflow.kind]) : workflow
        }
        self.facts = facts
        self.notifications = notifications
        self.openWrites = openWrites
    }

    /// What something of it is called; its name where nobody has said.
    func word(_ name: String, _ t: Translator) -> String { words[name].map { t($0) } ?? name }

    /// Whether a space of it can have these phases.
    func check(_ phases: [Phase]) throws(SpaceChange.Refusal) {
        guard phases.count <= Limits.phasesPerSpace else { throw .tooManyPhases }
        for (index, phase) in phases.enumerated() {
            guard Slug.isValid(phase.name, length: 1...Limits.slugBytes) else {
                throw .invalidPhase(phase.name)
            }
            guard !phases[..<index].contains(where: { $0.name == phase.name }) else {
                throw .repeatedPhase(phase.name)
            }
            if let opensAt = phase.opensAt, let closesAt = phase.closesAt, closesAt <= opensAt {
                throw .invalidPhase(phase.name)
            }
            if let other = phases[..<index].first(where: phase.overlaps) {
                throw .overlapping(phase.name, other.name)
            }
            for feature in phase.features.map(\.name).sorted()
            where !features.contains(Feature(feature)) {
                throw .unknownFeature(feature)
            }
        }
    }
}

extension Space {
    /// The same with these phases, when it has none.
    func phased(by phases: [Phase]) -> Space {
        guard self.phases.isEmpty else { return self }
        return Space(
            id: id,
            slug: slug,
            module: module,
            state: state,
            texts: texts,
            phases: phases,
            settings: settings
        )
    }
}
