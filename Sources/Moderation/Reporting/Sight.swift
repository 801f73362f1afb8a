package import Kernel
import Storage

extension ModerationDesk {
    /// What a form of reports is about, or why there is none.
    package func sight(
        of subject: Subject,
        in scope: Scope
    ) async throws -> Result<SubjectSight, ReportRefusal> {
        try await database.read(in: scope.entering(.site)) { transaction in
            try publicSight(of: subject, in: &transaction)
        }
    }

    /// A subject that everybody sees now and that can be reported.
    func publicSight(
        of subject: Subject,
        in transaction: inout Transaction
    ) throws -> Result<SubjectSight, ReportRefusal> {
        guard let place = try directory.find(subject, in: &transaction), place.isPublic else {
            return .failure(.notFound)
        }
        guard let sight = try self.sight(of: subject, at: place, in: &transaction),
            sight.card.isPublic
        else { return .failure(.notFound) }
        guard place.hooks.isModerated else { return .failure(.official) }
        return .success(sight)
    }

    /// A subject in its space, whether anybody sees it or not; nil when it is not there.
    func sight(
        of subject: Subject,
        at place: SubjectDirectory.Place,
        in transaction: inout Transaction
    ) throws -> SubjectSight? {
        let hooks = place.hooks
        return try transaction.inside(subject.space) { inner in
            guard let card = try hooks.load(subject.id, in: &inner) else { return nil }
            let whole = try hooks.wholes([subject.id], &inner)[subject.id]
            return SubjectSight(
                subject: subject,
                place: place,
                card: card,
                whole: whole ?? SubjectWhole(texts: [card.title, card.excerpt])
            )
        }
    }

    /// The cards of many subjects: as many statements for all of one kind in a space as for one.
    func cards(
        of subjects: some Sequence<Subject>,
        among spaces: [Space.ID: SubjectDirectory.SpacePlace],
        in transaction: inout Transaction
    ) throws -> [Subject: SubjectCard] {
        var cards: [Subject: SubjectCard] = [:]
        for group in SubjectGroup.all(of: subjects, among: spaces) {
            let found = try transaction.inside(group.space) { inner in
                try group.place.hooks.cards(group.ids, &inner)
            }
            for (id, card) in found {
                cards[Subject(space: group.space, kind: group.place.hooks.kind, id: id)] = card
            }
        }
        return cards
    }
}

/// Subjects of one kind in one space: what hooks are asked for together.
struct SubjectGroup: Sendable {
    let space: Space.ID
    let place: SubjectDirectory.Place
    let ids: [String]

    private struct Key: Hashable {
        let space: Space.ID
        let kind: Subject.Kind
    }

    /// In an order that is the same everywhere; what is in no space or of no kind is left out.
    static func all(
        of subjects: some Sequence<Subject>,
        among spaces: [Space.ID: SubjectDirectory.SpacePlace]
    ) -> [SubjectGroup] {
        let groups = Dictionary(grouping: Set(subjects)) { Key(space: $0.space, kind: $0.kind) }
        let found = groups.values.compactMap { members -> SubjectGroup? in
            let sorted = members.sorted()
            guard let first = sorted.first,
                let place = SubjectDirectory.place(of: first, among: spaces)
            else { return nil }
            return SubjectGroup(space: first.space, place: place, ids: sorted.map(\.id))
        }
        return found.sorted {
            ($0.space, $0.place.hooks.kind.name) < ($1.space, $1.place.hooks.kind.name)
        }
    }
}
