import Files
import Jobs
import Kernel
import Markup
import Spaces
import Storage
import Web

/// What everybody sees of petitions: lists, pages, rules, data for programs, and news by email.
extension Petitions {
    /// Addresses to which anybody may write: to be told of a petition, to confirm that, and to end it.
    static let publicWrites: Set<String> = [
        "/:petition/followers", "/followers/:token", "/followers/:token/end",
    ]

    func mountPublic(on routes: ModuleRoutes) {
        let pages = PetitionPages(petitions: self)
        let widgets = PetitionWidgets(petitions: self)
        let following = PetitionFollowing(petitions: self)
        let marks = PetitionMark(petitions: self)
        routes.anyone.shared("/", query: PetitionVisit.query) { try await pages.index($0, $1) }
        routes.anyone.shared("/rules") { try await pages.rules($0, $1) }
        routes.anyone.shared("/feed") { try await pages.feed($0, $1) }
        routes.anyone.shared("/:petition") { try await pages.show($0, $1) }
        routes.fill(PetitionMark.slot) { try await marks.signed($0, $1) }
        routes.fill(PetitionMark.waySlot) { try await marks.way($0, $1) }
        routes.anyone.shared("/:petition/widget") { try await widgets.show($0, $1) }
        routes.anyone.shared("/:petition/embedding", query: PageQuery(choices: ["language"])) {
            try await widgets.embedding($0, $1)
        }
        routes.anyone.shared("/:petition/poster") { try await widgets.poster($0, $1) }
        routes.anyone.get("/:petition/followers") { try await following.ask($0, $1) }
        routes.anyone.post("/:petition/followers") { try await following.create($0, $1) }
        routes.anyone.get("/followers/:token") { try await following.show($0, $1) }
        routes.anyone.post("/followers/:token") { try await following.confirm($0, $1) }
        routes.anyone.get("/followers/:token/end") { try await following.show($0, $1) }
        routes.anyone.post("/followers/:token/end") { try await following.end($0, $1) }
        mountData(on: routes)
    }

    /// Data for programs, without a language in the address.
    private func mountData(on routes: ModuleRoutes) {
        let counts = PetitionCounts(petitions: self)
        let tables = PetitionTables(petitions: self)
        routes.api.shared("/list.json", query: PetitionVisit.query) {
            try await tables.json($0, $1)
        }
        routes.api.shared("/list.csv", query: PetitionVisit.tableQuery) {
            try await tables.csv($0, $1)
        }
        routes.api.shared("/:petition") { try await counts.show($0, $1) }
        routes.api.shared("/:petition/counts") { try await counts.counts($0, $1) }
        host.uploads.mount(on: routes.api, isVisible: Self.isVisibleFile)
    }

    /// Documents of petitions and of their public events, as long as readers see these.
    private static let isVisibleFile: FileGate = { subject, transaction in
        if subject.kind == .petitionEvent {
            return try PetitionEventFiles.isVisible(subject, in: &transaction)
        }
        return try PetitionFileStore.isVisible(subject, in: &transaction)
    }

    var publicJobs: [JobDefinition] { [FollowerLetters(host: host).job] }

    func publicSummary(for visitor: VisitorContext) async throws -> SpaceSummary {
        PetitionsHome(
            overview: try await overview(
                on: visitor.tenant.zone.date(at: visitor.now),
                in: visitor.scope
            ),
            visitor: visitor
        ).summary
    }

    func publicSitePages(for visitor: VisitorContext) async throws -> [Path] {
        let slug = visitor.space?.slug ?? ""
        let ids = try await host.database.read(in: visitor.scope) { transaction in
            try PetitionStore.publicIDs(in: &transaction)
        }
        return [Path(slug), Path(slug, "rules")] + ids.map { Path(slug, $0.text) }
    }
}
