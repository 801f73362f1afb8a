import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/mine/:petition/check`, `…/submission`, `…/withdrawal`, `…/removal`: the last look at a petition, and what its
/// author does with it.
struct SubmissionPages: Sendable {
    let petitions: Petitions

    private var desk: AuthorDesk { AuthorDesk(petitions: petitions) }

    func check(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let found = try await desk.petition(member)
        guard let away = desk.away(from: found, member.visitor) else {
            return checkPage(found, Typed(), member.visitor)
        }
        return away
    }

    func submit(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let mark = Int(try await request.form()["mark"]) ?? -1
        let found = try await desk.petition(member)
        let id = found.petition.id
        let outcome = try await petitions.submit(
            id,
            expecting: mark,
            isOpen: visitor.takesPetitions,
            terms: PetitionTerms(for: visitor),
            receipt: receipt(id, visitor),
            in: member.scope
        )
        switch outcome {
        case .success(let stage):
            return .redirect(
                to: AuthorDesk.path(id, in: visitor).with("done", stage.rawValue)
            )
        case .failure(.incomplete):
            return checkPage(found, Typed(), status: .unprocessableContent, visitor)
        case .failure(.changedMeanwhile):
            let now = try await desk.petition(member)
            if let away = desk.away(from: now, visitor) { return away }
            return checkPage(now, Typed(), isChanged: true, visitor)
        case .failure(let refusal):
            return try desk.refused(
                refusal,
                about: found.petition,
                address: [id.text, "check"],
                visitor
            )
        }
    }

    /// Where the email leads that confirms what was done.
    private func receipt(_ id: Petition.ID, _ visitor: VisitorContext) -> AuthorReceipt {
        AuthorReceipt(address: visitor.canonical(AuthorDesk.path(id, in: visitor)))
    }

    private func checkPage(
        _ found: AuthoredPetition,
        _ typed: Typed,
        isChanged: Bool = false,
        status: HTTPResponse.Status? = nil,
        _ visitor: VisitorContext
    ) -> Reply {
        let view = DraftCheckView(
            found: found,
            isOpen: visitor.takesPetitions || found.petition.stage == .correction,
            name: visitor.visit.session?.member?.name ?? "",
            visitor: visitor
        )
        var reply = desk.page(.check, view.html, of: found, typed, isChanged: isChanged, visitor)
        if let status { reply.status = status }
        return reply
    }

    func askBack(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let found = try await desk.petition(member)
        guard Petitions.canWithdraw(found.petition, at: visitor.now) else {
            return .redirect(to: AuthorDesk.path(found.petition.id, in: visitor))
        }
        return questionPage("withdrawal", found, visitor)
    }

    func withdraw(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let stage = Stage(rawValue: try await request.form()["stage"])
        let found = try await desk.petition(member)
        let id = found.petition.id
        let outcome = try await petitions.withdraw(
            id,
            expecting: stage,
            receipt: receipt(id, visitor),
            in: member.scope
        )
        switch outcome {
        case .success(let stage):
            return .redirect(
                to: AuthorDesk.path(id, in: visitor).with("done", stage.rawValue)
            )
        case .failure(let refusal):
            return try desk.refused(
                refusal,
                about: found.petition,
                address: [id.text, "withdrawal"],
                visitor
            )
        }
    }

    func askRemoval(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let found = try await desk.petition(member)
        guard found.petition.stage == .draft else {
            return .redirect(to: AuthorDesk.path(found.petition.id, in: visitor))
        }
        return questionPage("removal", found, visitor)
    }

    func remove(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let mark = Int(try await request.form()["mark"]) ?? -1
        let found = try await desk.petition(member)
        let id = found.petition.id
        switch try await petitions.remove(id, expecting: mark, in: member.scope) {
        case .success:
            return .redirect(to: visitor.spacePath("mine").with("done", "removed"))
        case .failure(let refusal):
            return try desk.refused(
                refusal,
                about: found.petition,
                address: [id.text, "removal"],
                visitor
            )
        }
    }

    private func questionPage(
        _ name: String,
        _ found: AuthoredPetition,
        _ visitor: VisitorContext
    ) -> Reply {
        let view = AuthorQuestion(name: name, petition: found.petition, visitor: visitor)
        return desk.page(
            visitor.t(view.group["title"]),
            view.html,
            above: AuthorDesk.above(found.petition, visitor),
            address: [found.petition.id.text, name],
            visitor
        )
    }
}
