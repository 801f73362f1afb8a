package import Kernel
package import Moderation
import Storage

/// The subjects of one module that people can talk about, as it says of them itself.
package struct Talked: Sendable {
    private let hooks: [SubjectHooks]

    package init(_ hooks: [SubjectHooks]) { self.hooks = hooks }

    package var kinds: Set<Subject.Kind> { Set(hooks.map(\.kind)) }

    /// One of them; nil when it is none, or not there.
    func card(
        of subject: Subject,
        in transaction: inout Transaction
    ) throws -> SubjectCard? {
        try hooks.first { $0.kind == subject.kind }?.load(subject.id, in: &transaction)
    }

    /// All of these, in one question for each kind.
    func cards(
        of subjects: some Sequence<Subject>,
        in transaction: inout Transaction
    ) throws -> [Subject: SubjectCard] {
        var cards: [Subject: SubjectCard] = [:]
        let groups = Dictionary(grouping: Set(subjects), by: \.kind)
        for (kind, subjects) in groups {
            guard let hooks = hooks.first(where: { $0.kind == kind }) else { continue }
            let found = try hooks.cards(subjects.map(\.id), &transaction)
            for subject in subjects { cards[subject] = found[subject.id] }
        }
        return cards
    }
}
