import Files
import Web

/// The pages of authors: their own list, the steps of writing, what they do with what is written; and the page to
/// which the link of first supporters leads.
extension Petitions {
    func mountAuthors(on routes: ModuleRoutes) {
        let own = OwnPetitionPages(petitions: self)
        let members = routes.members
        members.get("/mine") { try await own.index($0, $1) }
        members.get("/mine/:petition") { try await own.show($0, $1) }
        members.get("/mine/:petition/files/:file") { try await own.file($0, $1) }
        routes.fill(OwnPetitionPages.slot) { try await own.fill($0, $1) }
        mountDrafts(on: members)
        mountSubmissions(on: members)
        let supporters = SupportersPages(petitions: self)
        routes.anyone.get("/supporters/:petition/:secret") { try await supporters.show($0, $1) }
    }

    private func mountDrafts(on members: RouteGroup<MemberContext>) {
        let drafts = DraftPages(petitions: self)
        let requests = DraftRequestPages(petitions: self)
        members.get("/mine/title") { try await drafts.begin($0, $1) }
        members.get("/mine/similar") { try await drafts.suggestions($0, $1) }
        members.post("/mine", body: AuthorDesk.body) { try await drafts.create($0, $1) }
        members.get("/mine/:petition/title") { try await drafts.title($0, $1) }
        members.post("/mine/:petition/title", body: AuthorDesk.body) {
            try await drafts.setTitle($0, $1)
        }
        members.get("/mine/:petition/similar") { try await drafts.similar($0, $1) }
        members.get("/mine/:petition/text") { try await drafts.text($0, $1) }
        members.post("/mine/:petition/text", body: AuthorDesk.body) {
            try await drafts.setText($0, $1)
        }
        members.get("/mine/:petition/request") { try await requests.show($0, $1) }
        members.post("/mine/:petition/request", body: DraftRequestPages.rules.bodyRules) {
            try await requests.change($0, $1)
        }
    }

    private func mountSubmissions(on members: RouteGroup<MemberContext>) {
        let submissions = SubmissionPages(petitions: self)
        members.get("/mine/:petition/check") { try await submissions.check($0, $1) }
        members.post("/mine/:petition/submission") { try await submissions.submit($0, $1) }
        members.get("/mine/:petition/withdrawal") { try await submissions.askBack($0, $1) }
        members.post("/mine/:petition/withdrawal") { try await submissions.withdraw($0, $1) }
        members.get("/mine/:petition/removal") { try await submissions.askRemoval($0, $1) }
        members.post("/mine/:petition/removal") { try await submissions.remove($0, $1) }
    }
}
