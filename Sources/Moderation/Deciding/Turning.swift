import Jobs
import Kernel
import Storage

extension ModerationDesk {
    /// Lets modules hide subjects or show them again: each kind of each space at once.
    func turn(
        _ subjects: [Subject],
        isShown: Bool,
        _ spaces: [Space.ID: SubjectDirectory.SpacePlace],
        in transaction: inout Transaction
    ) throws {
        for group in SubjectGroup.all(of: subjects, among: spaces) {
            guard case .moderated(let hide, let restore) = group.place.hooks.visibility else {
                continue
            }
            let action = isShown ? restore : hide
            try transaction.inside(group.space) { try action(group.ids, &$0) }
        }
    }

    /// Keeps what subjects look like that are hidden, so that nearly the same is met by rules.
    func keepShapes(
        of subjects: [Subject],
        _ spaces: [Space.ID: SubjectDirectory.SpacePlace],
        in transaction: inout Transaction
    ) throws {
        let secret = moderation.shapeSecret(of: transaction.tenant)
        var shapes: [Subject: TextShape] = [:]
        for group in SubjectGroup.all(of: subjects, among: spaces) {
            let hooks = group.place.hooks
            let wholes = try transaction.inside(group.space) { inner in
                try hooks.wholes(group.ids, &inner)
            }
            for (id, whole) in wholes {
                let subject = Subject(space: group.space, kind: hooks.kind, id: id)
                shapes[subject] = TextShape(of: whole.texts, secret: secret)
            }
        }
        try ShapeStore.remove(Set(subjects), in: &transaction)
        try ShapeStore.add(shapes, in: &transaction)
        if !shapes.isEmpty {
            let end = transaction.now.adding(.milliseconds(Limits.shapeLifeMilliseconds))
            try Moderation.upkeep.note(end, in: &transaction)
        }
    }
}
