package import Kernel
import Storage
import Vault

extension ModerationDesk {
    /// Takes a report by anybody: a new case about the subject, or one report more of the open one.
    ///
    /// Whatever crowd sends them, one subject is one case; of its reports as many are kept with their words as
    /// `Limits.reportsKept`, and all are counted. Nothing is told to the author before somebody decides.
    package func report(
        _ report: NewReport,
        in scope: Scope
    ) async throws -> Result<FollowNumber, ReportRefusal> {
        guard report.isFit else { return .failure(.unfit) }
        let site = scope.entering(.site)
        let keys = ReportKeys(report, moderation.vault, in: site)
        // Whoever is a member is told by the account.
        let number = moderation.random.bytes(16)
        let nonce = UInt32(truncatingIfNeeded: moderation.random.bits())
        let taken = try await database.write(in: site, isolation: .lockedRows) { transaction in
            try take(report, keys, number, nonce, in: &transaction)
        }
        moderation.wake()
        return taken
    }

    func take(
        _ report: NewReport,
        _ keys: ReportKeys,
        _ number: [UInt8],
        _ nonce: UInt32,
        in transaction: inout Transaction
    ) throws -> Result<FollowNumber, ReportRefusal> {
        let subject = report.subject
        let sight: SubjectSight
        switch try publicSight(of: subject, in: &transaction) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let found): sight = found
        }
        if let member = keys.member, sight.card.author == member { return .failure(.own) }
        if let until = try fullUntil(keys, in: &transaction) {
            return .failure(.tooMany(until: until))
        }
        try ModeratedStore.note(
            subject,
            author: sight.card.author,
            language: sight.card.language,
            in: &transaction
        )
        guard let row = try ModeratedStore.lock(subject, in: &transaction),
            row.visibility == .published
        else { return .failure(.notFound) }
        let open = try CaseStore.lockOpen(of: subject, in: &transaction)
        let isKnown = try open.map {
            try ReportStore.isReported($0.number, by: keys.reporter, in: &transaction)
        }
        if isKnown == true, keys.isPerson { return .failure(.already) }
        let opened = try moderation.openCase(
            about: subject,
            because: .report,
            promised: sight.place.settings.promised(at: transaction.now),
            author: row.author,
            in: &transaction
        )
        let counts = try CaseStore.count(
            isVoice: isKnown != true,
            of: opened.number,
            in: &transaction
        )
        let follow = try keep(
            report,
            keys,
            as: (opened.number, counts.reports),
            number,
            nonce,
            in: &transaction
        )
        try FigureStore.move(
            [
                FigureStore.Count(
                    .report,
                    report.category.rawValue,
                    in: subject.space,
                    at: transaction.now
                ): 1
            ],
            in: &transaction
        )
        let limit = sight.place.settings[ModerationSettings.hideAfterReports]
        if limit > 0, counts.voices >= limit, row.reviewedAt == nil {
            try hideByItself(row, opened.number, sight.place, in: &transaction)
        }
        return .success(follow)
    }

    /// Writes a report down while there is room, and gives the number by which it is followed.
    private func keep(
        _ report: NewReport,
        _ keys: ReportKeys,
        as place: (caseNumber: Int, number: Int),
        _ number: [UInt8],
        _ nonce: UInt32,
        in transaction: inout Transaction
    ) throws -> FollowNumber {
        let (vault, tenant) = (moderation.vault, transaction.tenant)
        guard place.number <= Limits.reportsKept else {
            let overflow = OverflowNumber(
                nonce: nonce,
                caseNumber: place.caseNumber,
                at: transaction.now,
                category: report.category
            )
            return FollowNumber(overflow.text(vault, at: tenant))
        }
        let box = vault.personalBox(of: tenant)
        func sealed(_ text: String, _ column: String) throws -> [UInt8] {
            try box.seal(text, for: .report(place.caseNumber, place.number, column))
        }
        try ReportStore.add(
            ReportStore.New(
                caseNumber: place.caseNumber,
                number: place.number,
                followHash: vault.followHash(number, of: tenant),
                reporterKey: keys.reporter,
                senderKey: keys.senders[0],
                member: keys.member,
                category: report.category,
                explanation: try sealed(report.explanation, "explanation"),
                email: try keys.member == nil ? report.email.map { try sealed($0, "email") } : nil,
                language: report.language
            ),
            in: &transaction
        )
        return FollowNumber(number)
    }

    /// Until when nothing more is taken from a person or a network; nil when there is room.
    private func fullUntil(
        _ keys: ReportKeys,
        in transaction: inout Transaction
    ) throws -> Instant? {
        let most = keys.isPerson ? Limits.reportsPerPerson : Limits.reportsPerNetwork
        let hour = Duration.milliseconds(Instant.millisecondsPerHour)
        let times = try ReportStore.times(
            from: keys.senders,
            since: transaction.now.adding(.zero - hour),
            limit: most,
            in: &transaction
        )
        guard times.count >= most else { return nil }
        return times.first?.adding(hour)
    }
}

extension NewReport {
    fileprivate var isFit: Bool {
        let length = explanation.count
        return (1...Limits.reportCharacters).contains(length)
            && explanation.contains { !$0.isWhitespace }
            && (email?.utf8.count ?? 0) <= Limits.emailBytes
    }
}
