package import Kernel
import Storage
import Vault

extension ModerationDesk {
    /// What a page shows on which somebody contests a decision; nil where the way leads nowhere.
    package func question(
        _ way: AppealWay,
        in scope: Scope
    ) async throws -> AppealQuestion? {
        try await database.read(in: scope.entering(.site)) { transaction in
            guard let standing = try self.standing(way, in: &transaction) else { return nil }
            let outline = try self.outline(standing, in: &transaction)
            let subject = standing.decision.subject
            let place = try directory.find(subject, in: &transaction)
            let sight = try place.flatMap { place in
                try self.sight(of: subject, at: place, in: &transaction)
            }
            let isPublic = sight.map { $0.card.isPublic && $0.place.isPublic } ?? false
            return AppealQuestion(
                party: standing.party,
                outline: outline,
                sight: standing.party == .author || isPublic ? sight : nil,
                obstacle: outline.obstacle(at: transaction.now),
                hasAccount: standing.member != nil
            )
        }
    }

    /// Takes what somebody says against a decision, once.
    package func appeal(
        _ appeal: NewAppeal,
        by way: AppealWay,
        in scope: Scope
    ) async throws -> Result<Void, AppealRefusal> {
        let isFit =
            appeal.text.count <= Limits.appealCharacters && Decision.says(appeal.text)
            && (appeal.email?.utf8.count ?? 0) <= Limits.emailBytes
        guard isFit else { return .failure(.unfit) }
        return try await database.write(
            in: scope.entering(.site),
            isolation: .lockedRows
        ) { transaction in
            guard let seen = try standing(way, in: &transaction),
                try DecisionStore.lock(seen.decision.number, in: &transaction) != nil,
                let standing = try self.standing(way, in: &transaction)
            else { return .failure(.notFound) }
            let outline = try self.outline(standing, in: &transaction)
            if let obstacle = outline.obstacle(at: transaction.now) { return .failure(obstacle) }
            return try add(appeal, standing, in: &transaction)
                ? .success(()) : .failure(.already)
        }
    }

    private func add(
        _ appeal: NewAppeal,
        _ standing: AppealStanding,
        in transaction: inout Transaction
    ) throws -> Bool {
        let box = moderation.vault.personalBox(of: transaction.tenant)
        let number = try NumberStore.take(of: .appeals, in: &transaction)
        let email = standing.member == nil ? appeal.email : nil
        let isAdded = try AppealStore.add(
            AppealStore.New(
                number: number,
                decision: standing.decision,
                report: standing.report,
                member: standing.member,
                email: try email.map { try box.seal($0, for: .appeal(number, "email")) },
                language: appeal.language,
                words: try box.seal(appeal.text, for: .appeal(number, "words"))
            ),
            in: &transaction
        )
        guard isAdded else { return false }
        try FigureStore.move(
            [
                FigureStore.Count(
                    .appeal,
                    standing.party.rawValue,
                    in: standing.decision.subject.space,
                    at: transaction.now
                ): 1
            ],
            in: &transaction
        )
        return true
    }
}

extension DecisionOutline {
    /// Why whoever reads it cannot contest it now; nil where they can.
    fileprivate func obstacle(at now: Instant) -> AppealRefusal? {
        if canBeContested { return nil }
        if appeal != nil { return .already }
        return now < appealUntil ? .settled : .over(since: appealUntil)
    }
}
