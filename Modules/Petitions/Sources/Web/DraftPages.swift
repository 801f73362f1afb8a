import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/mine/title`, `/mine/:petition/title`, `…/similar`, `…/text`: the first steps of writing, each of which is saved.
struct DraftPages: Sendable {
    let petitions: Petitions

    private var desk: AuthorDesk { AuthorDesk(petitions: petitions) }

    func begin(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        guard visitor.takesPetitions else {
            return try desk.refused(.closed, about: nil, address: ["title"], visitor)
        }
        if let hindrance = try await petitions.hindrance(in: member.scope) {
            return try desk.refused(hindrance, about: nil, address: ["title"], visitor)
        }
        return titlePage(DraftForm(), nil, Typed(), visitor)
    }

    func create(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let form = DraftForm(try await request.form(AuthorDesk.body))
        var typed = Typed()
        Self.check(title: form.title, &typed, visitor.t)
        guard typed.isFine else { return titlePage(form, nil, typed, visitor) }
        guard visitor.takesPetitions else {
            return try desk.refused(
                .closed,
                kept: form.title,
                about: nil,
                address: ["title"],
                visitor
            )
        }
        let outcome = try await petitions.begin(
            form.title,
            in: visitor.visit.language,
            terms: PetitionTerms(for: visitor),
            in: member.scope
        )
        switch outcome {
        case .success(let id): return .redirect(to: AuthorDesk.path(id, .similar, in: visitor))
        case .failure(let refusal):
            return try desk.refused(
                refusal,
                kept: form.title,
                about: nil,
                address: ["title"],
                visitor
            )
        }
    }

    func title(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let found = try await desk.petition(member)
        guard let away = desk.away(from: found, member.visitor) else {
            return titlePage(DraftForm(found.petition), found, Typed(), member.visitor)
        }
        return away
    }

    func setTitle(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let data = try await request.form(AuthorDesk.body)
        let found = try await desk.petition(member)
        let form = DraftForm(data)
        var typed = Typed()
        Self.check(title: form.title, &typed, visitor.t)
        guard typed.isFine else { return titlePage(form, found, typed, visitor) }
        let title = form.title
        return try await keep(
            title,
            of: .title,
            form,
            found,
            data,
            member,
            change: { $0.title = title },
            again: { titlePage($0, $1, Typed(), isChanged: true, visitor) }
        )
    }

    func similar(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let found = try await desk.petition(member)
        if let away = desk.away(from: found, visitor) { return away }
        let similar = try await petitions.similar(to: found.petition.title, in: member.scope)
        let view = SimilarPetitionsView(
            petition: found.petition,
            similar: similar.filter { $0.id != found.petition.id },
            visitor: visitor
        )
        return desk.page(.similar, view.html, of: found, Typed(), visitor)
    }

    /// The same list alone, for a script: while a title is typed.
    func suggestions(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let title = PetitionText.title(typed: visitor.visit.query["title"])
        guard PetitionText.problem(ofTitle: title) == nil else { return .page(.empty) }
        let similar = try await petitions.similar(to: title, in: member.scope)
        return .page(SimilarPetitionsList(similar: similar, visitor: visitor).html)
    }

    func text(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let found = try await desk.petition(member)
        guard let away = desk.away(from: found, member.visitor) else {
            return textPage(DraftForm(found.petition), found, Typed(), member.visitor)
        }
        return away
    }

    func setText(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let data = try await request.form(AuthorDesk.body)
        let found = try await desk.petition(member)
        let form = DraftForm(data)
        var typed = Typed()
        Self.check(form.body, isLater: desk.isLater(data), &typed, visitor.t)
        guard typed.isFine else { return textPage(form, found, typed, visitor) }
        let body = form.body
        return try await keep(
            body,
            of: .text,
            form,
            found,
            data,
            member,
            change: { $0.body = body },
            again: { textPage($0, $1, Typed(), isChanged: true, visitor) }
        )
    }

    /// Keeps what was typed in a step; where another tab was faster, the page comes again with the mark of now.
    private func keep(
        _ text: String,
        of step: DraftStep,
        _ form: DraftForm,
        _ found: AuthoredPetition,
        _ data: FormData,
        _ member: MemberContext,
        change: @escaping @Sendable (inout Petition) -> Void,
        again: (DraftForm, AuthoredPetition) -> Reply
    ) async throws -> Reply {
        let (id, visitor) = (found.petition.id, member.visitor)
        let outcome = try await petitions.edit(id, expecting: form.mark, in: member.scope) {
            petition,
            _ in
            change(&petition)
            return false
        }
        switch outcome {
        case .success: return desk.next(after: step, of: found.petition, data, visitor)
        case .failure(.changedMeanwhile):
            let now = try await desk.petition(member)
            var form = form
            form.mark = now.petition.mark
            return again(form, now)
        case .failure(let refusal):
            return try desk.refused(
                refusal,
                kept: text,
                about: found.petition,
                address: [id.text, step.rawValue],
                visitor
            )
        }
    }

    private static func check(title: String, _ typed: inout Typed, _ t: Translator) {
        guard let problem = PetitionText.problem(ofTitle: title) else { return }
        let most = Limits.petitionTitleCharacters
        typed.refuse(
            "title",
            t(
                MessageKey("petitions.draft.refused.title", problem.rawValue),
                ["number": .number(most)]
            )
        )
    }

    /// Whoever goes on needs a text; whoever comes back later may have none yet.
    private static func check(
        _ body: String,
        isLater: Bool,
        _ typed: inout Typed,
        _ t: Translator
    ) {
        let missing: PetitionText.Problem? = body.isEmpty && !isLater ? .missing : nil
        guard let problem = PetitionText.problem(ofBody: body) ?? missing else { return }
        let most = Limits.petitionBodyCharacters
        typed.refuse(
            "body",
            t(
                MessageKey("petitions.draft.refused.body", problem.rawValue),
                ["number": .number(most)]
            )
        )
    }

    private func titlePage(
        _ form: DraftForm,
        _ found: AuthoredPetition?,
        _ typed: Typed,
        isChanged: Bool = false,
        _ visitor: VisitorContext
    ) -> Reply {
        let view = DraftTitleView(
            form: form,
            petition: found?.petition,
            typed: typed,
            visitor: visitor
        )
        return desk.page(.title, view.html, of: found, typed, isChanged: isChanged, visitor)
    }

    private func textPage(
        _ form: DraftForm,
        _ found: AuthoredPetition,
        _ typed: Typed,
        isChanged: Bool = false,
        _ visitor: VisitorContext
    ) -> Reply {
        let view = DraftTextView(
            form: form,
            petition: found.petition,
            typed: typed,
            isChanged: isChanged,
            visitor: visitor
        )
        return desk.page(.text, view.html, of: found, typed, isChanged: isChanged, visitor)
    }
}
