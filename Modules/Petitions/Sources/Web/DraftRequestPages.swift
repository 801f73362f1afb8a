import Files
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/mine/:petition/request`: what is asked for, the theme, documents, and whether readers see who wrote it; all of
/// it in one form, so that a document costs nobody what they chose beside it.
struct DraftRequestPages: Sendable {
    let petitions: Petitions

    static let rules = FileRules(kinds: [.pdf], bytes: Limits.petitionFileBytes)

    private var desk: AuthorDesk { AuthorDesk(petitions: petitions) }

    func show(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let found = try await desk.petition(member)
        guard let away = desk.away(from: found, member.visitor) else {
            return page(RequestForm(found.petition), found, Typed(), member.visitor)
        }
        return away
    }

    func change(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let (visitor, t) = (member.visitor, member.visitor.t)
        let received = try await petitions.host.uploads.receive(
            request,
            visitor,
            ["file": Self.rules]
        )
        let found = try await desk.petition(member)
        var form = RequestForm(received.fields)
        var typed = Typed()
        form.check(against: found.choices, isLast: form.isGoingOn, &typed, t)
        var file: StoredFile?
        switch received.file("file") {
        case .success(let stored): file = stored
        case .failure(let refusal): typed.refuse("file", refusal.text(Self.rules, t))
        case nil:
            if form.go == RequestForm.adding { typed.refuse("file", t("petitions.files.missing")) }
        }
        guard typed.isFine else { return page(form, found, typed, arrived: file, visitor) }
        let outcome = try await petitions.change(
            DraftRequest(
                ask: form.ask,
                theme: form.theme,
                isAuthorShown: form.isAuthorShown,
                added: file,
                removed: form.removed
            ),
            of: found.petition.id,
            expecting: form.mark,
            in: member.scope
        )
        switch outcome {
        case .success: return next(form, found, received.fields, visitor)
        case .failure(.changedMeanwhile):
            let now = try await desk.petition(member)
            form.mark = now.petition.mark
            return page(form, now, Typed(), arrived: file, isChanged: true, visitor)
        case .failure(.tooManyFiles):
            let most = Limits.petitionFiles
            typed.refuse("file", t("petitions.files.many", ["count": .number(most)]))
            return page(form, found, typed, visitor)
        case .failure(.fileGone):
            typed.refuse("file", t("petitions.files.gone"))
            return page(form, found, typed, visitor)
        case .failure(let refusal):
            return try desk.refused(
                refusal,
                about: found.petition,
                address: [found.petition.id.text, "request"],
                visitor
            )
        }
    }

    /// Whoever added or removed a document stays, and sees it.
    private func next(
        _ form: RequestForm,
        _ found: AuthoredPetition,
        _ data: FormData,
        _ visitor: VisitorContext
    ) -> Reply {
        guard form.go != RequestForm.adding, form.removed == nil else {
            let path = AuthorDesk.path(found.petition.id, .request, in: visitor)
            return .redirect(to: path.fragment("documents"))
        }
        return desk.next(after: .request, of: found.petition, data, visitor)
    }

    private func page(
        _ form: RequestForm,
        _ found: AuthoredPetition,
        _ typed: Typed,
        arrived: StoredFile? = nil,
        isChanged: Bool = false,
        _ visitor: VisitorContext
    ) -> Reply {
        let view = DraftRequestView(
            form: form,
            found: found,
            arrived: arrived,
            typed: typed,
            visitor: visitor
        )
        return desk.page(.request, view.html, of: found, typed, isChanged: isChanged, visitor)
    }
}

/// What an author chose beside the text.
struct RequestForm: Sendable {
    let ask: String?
    let theme: String?
    let isAuthorShown: Bool
    var mark: Int
    /// Which button was pressed.
    let go: String
    /// The document whose button to remove it was pressed.
    let removed: String?

    /// What the button says that adds a document and stays.
    static let adding = "add"

    init(_ petition: Petition) {
        ask = petition.ask
        theme = petition.theme
        isAuthorShown = petition.isAuthorShown
        mark = petition.mark
        go = ""
        removed = nil
    }

    init(_ data: FormData) {
        ask = data["ask"].isEmpty ? nil : data["ask"]
        theme = data["theme"].isEmpty ? nil : data["theme"]
        isAuthorShown = data["shown"] == "yes"
        mark = Int(data["mark"]) ?? -1
        go = data[DraftButtons.field]
        removed = data["remove"].isEmpty ? nil : data["remove"]
    }

    /// Whether the next step is wanted: then nothing may be missing.
    var isGoingOn: Bool {
        removed == nil && go != Self.adding && go != DraftButtons.later
    }

    /// Only what is offered can be chosen.
    func check(
        against choices: PetitionChoices,
        isLast: Bool,
        _ typed: inout Typed,
        _ t: Translator
    ) {
        for (kind, key) in [(PetitionChoice.Kind.ask, ask), (.theme, theme)] {
            let offered = choices.offered(kind)
            let isKnown = key.map { key in offered.contains { $0.key == key } } ?? !isLast
            guard !offered.isEmpty, !isKnown else { continue }
            let name = kind.rawValue
            typed.refuse(name, t(MessageKey("petitions.draft.refused", name)))
        }
    }
}
