import Audit
import Kernel
import Storage

extension ModerationDesk {
    /// Decides one open case; gives the number of the decision.
    ///
    /// `revision` is the one of the case that the moderator saw: where somebody else was faster, nothing is
    /// decided.
    package func decide(
        _ decision: Decision,
        on number: Int,
        over revision: Int,
        by moderator: Moderator
    ) async throws -> Result<Int, DecideRefusal> {
        let one = BulkCase(number: number, revision: revision)
        return try await taking(decision, on: [one], by: moderator) { taken in
            if let refusal = taken.left[number] { return .failure(refusal) }
            guard let made = taken.numbers[number] else { return .failure(.notFound) }
            return .success(made)
        }
    }

    /// Decides many open cases alike: all that are as they were shown; the others are left, each with the
    /// reason.
    package func decideAll(
        _ decision: Decision,
        on cases: [BulkCase],
        by moderator: Moderator
    ) async throws -> Result<BulkOutcome, DecideRefusal> {
        guard cases.count <= Limits.moderationBatch else { return .failure(.tooMany) }
        return try await taking(decision, on: cases, by: moderator) { taken in
            .success(BulkOutcome(decided: taken.numbers.keys.sorted(), left: taken.left))
        }
    }

    /// What a decision would do to each of many cases, as they stand now.
    package func preview(
        _ decision: Decision,
        on numbers: [Int],
        for moderator: Moderator
    ) async throws -> [BulkRow] {
        let asked = Array(numbers.prefix(Limits.moderationBatch))
        return try await database.read(in: moderator.scope) { transaction in
            let found = try CaseStore.find(asked, in: &transaction)
                .filter { moderator.reach.holds($0.subject.space) }
                .sorted { $0.number < $1.number }
            let subjects = try ModeratedStore.find(Set(found.map(\.subject)), in: &transaction)
            let rows = try queueRows(found, at: moderator.now, in: &transaction)
            let obstacle = Obstacle(moderator)
            return zip(found, rows).map { row, shown in
                BulkRow(
                    row: shown,
                    obstacle: obstacle.about(row)
                        ?? obstacle.to(decision, subjects[row.subject])
                )
            }
        }
    }

    /// What became of cases that were to be decided.
    struct Taken: Sendable {
        /// Of decisions, by cases.
        var numbers: [Int: Int] = [:]
        var left: [Int: DecideRefusal] = [:]
        /// What was decided about, as it stood before.
        var matters: [Matter] = []
    }

    private func taking<Value: Sendable>(
        _ decision: Decision,
        on cases: [BulkCase],
        by moderator: Moderator,
        _ answer: (Taken) -> Result<Value, DecideRefusal>
    ) async throws -> Result<Value, DecideRefusal> {
        guard decision.isFounded(at: moderator.now) else { return .failure(.unfounded) }
        let taken = try await database.write(in: moderator.scope, isolation: .lockedRows) {
            try take(decision, on: cases, by: moderator, in: &$0)
        }
        moderation.wake()
        return answer(taken)
    }

    /// Decides, leaves a mark of each decision, and lets servers forget, last.
    func take(
        _ decision: Decision,
        on cases: [BulkCase],
        by moderator: Moderator,
        in transaction: inout Transaction
    ) throws -> Taken {
        let taken = try rule(decision, on: cases, by: moderator, in: &transaction)
        try note(decision, on: taken.matters, in: &transaction)
        if !taken.matters.isEmpty, decision.action != .suspend {
            try moderation.announce(&transaction)
        }
        return taken
    }

    /// Holds the cases, asks for obstacles and decides; marks are left by whoever calls it, at the end.
    func rule(
        _ decision: Decision,
        on cases: [BulkCase],
        by moderator: Moderator,
        in transaction: inout Transaction
    ) throws -> Taken {
        let revisions = Dictionary(cases.map { ($0.number, $0.revision) }) { first, _ in first }
        let numbers = revisions.keys.sorted()
        let spaces = try directory.spaces(&transaction)
        let seen = try CaseStore.find(numbers, in: &transaction)
        let subjects = try ModeratedStore.lock(Set(seen.map(\.subject)), in: &transaction)
        let held = try CaseStore.lock(numbers, in: &transaction)
        let rows = Dictionary(held.map { ($0.number, $0) }) { first, _ in first }
        let obstacle = Obstacle(moderator)
        var taken = Taken()
        for number in numbers {
            guard let row = rows[number], moderator.reach.holds(row.subject.space) else {
                taken.left[number] = .notFound
                continue
            }
            let subject = subjects[row.subject]
            let why =
                obstacle.about(row, over: revisions[number])
                ?? obstacle.to(decision, subject)
            let place = SubjectDirectory.place(of: row.subject, among: spaces)
            if let why {
                taken.left[number] = why
            } else if let subject, let place {
                taken.matters.append(Matter(row: row, subject: subject, place: place))
            } else {
                taken.left[number] = .impossible
            }
        }
        let ruling = Ruling(
            desk: self,
            decision: try settled(decision, in: &transaction),
            by: moderator.id,
            automation: .none,
            spaces: spaces
        )
        taken.numbers = try ruling.take(taken.matters, in: &transaction)
        return taken
    }

    /// The same without its template where its words are not those of the template any more.
    private func settled(
        _ decision: Decision,
        in transaction: inout Transaction
    ) throws -> Decision {
        guard let number = decision.template else { return decision }
        let words = try TemplateStore.find(number, in: &transaction)?.words[decision.language]
        let isSame =
            words?.reference == decision.ground?.reference
            && words?.explanation == decision.ground?.explanation
        return isSame && words != nil ? decision : decision.withoutTemplate
    }

    /// A mark of each decision, with its space.
    func note(
        _ decision: Decision,
        on matters: [Matter],
        in transaction: inout Transaction
    ) throws {
        let audit = moderation.audit
        let groups = Dictionary(grouping: matters) { $0.row.subject.space }
        for (space, group) in groups.sorted(by: { $0.key < $1.key }) {
            let notes = group.map { matter in
                AuditNote(
                    "case-decided",
                    of: .moderationCase,
                    String(matter.row.number),
                    before: ["visibility": matter.subject.visibility.rawValue],
                    after: decision.fields.merging(
                        ["visibility": matter.visibility(after: decision).rawValue]
                    ) { one, _ in one }
                )
            }
            try transaction.inside(space) { try audit.note(notes, in: &$0) }
        }
    }
}

extension Decision {
    /// What the audit says of it: no words about people.
    var fields: [String: String] {
        var fields = ["decision": action.rawValue]
        fields["ground"] = ground?.reference
        fields["until"] = until?.iso8601
        fields["label"] = label
        return fields
    }

    fileprivate var withoutTemplate: Decision {
        Decision(
            action,
            ground: ground,
            category: category,
            facts: facts,
            extent: extent,
            until: until,
            label: label,
            source: source,
            language: language
        )
    }
}
