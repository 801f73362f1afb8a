import Jobs
package import Kernel
package import Storage

extension Moderation {
    /// How subjects stand before their readers, in one statement; what was never given to moderation is
    /// published.
    package func standings(
        of subjects: [Subject],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: SubjectStanding] {
        let rows = try ModeratedStore.find(Set(subjects), in: &transaction)
        var standings: [Subject: SubjectStanding] = [:]
        for subject in subjects { standings[subject] = rows[subject]?.standing ?? .unknown }
        return standings
    }

    /// Whether people see subjects, in one statement.
    package func visibility(
        of subjects: [Subject],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: Visibility] {
        try standings(of: subjects, in: &transaction).mapValues(\.visibility)
    }

    /// Its author took a subject back: an open case ends by itself, and whoever reported it is told.
    ///
    /// In the transaction in which the module removes it or hides it for good.
    package func withdrawn(
        _ subject: Subject,
        in transaction: inout Transaction
    ) throws {
        guard try ModeratedStore.lock(subject, in: &transaction) != nil else { return }
        try ModeratedStore.withdraw(subject, in: &transaction)
        guard let open = try CaseStore.lockOpen(of: subject, in: &transaction) else { return }
        try CaseStore.close([(open.number, nil)], in: &transaction)
        try Self.upkeep.note(
            transaction.now.adding(.milliseconds(Limits.reportLifeMilliseconds)),
            in: &transaction
        )
        guard open.reportCount > 0 else { return }
        let letter = DecisionLetter(
            id: newID(at: transaction.now),
            .withdrawn,
            to: .reporters,
            of: open.number,
            dueAt: transaction.now
        )
        try DecisionLetterStore.add([letter], in: &transaction)
        try Self.letters.note(transaction.now, in: &transaction)
    }

    /// A name for a new row.
    func newID(at now: Instant) -> String { Identifier.make(at: now, random: random) }
}
