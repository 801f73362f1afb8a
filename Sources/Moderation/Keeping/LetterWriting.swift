import Accounts
import Kernel
import Localization
import Mail
import Storage
import Vault

/// Writes what is to be told about decisions, one letter at a time.
struct LetterWriting: Sendable {
    let desk: ModerationDesk
    /// `https://host`.
    let origin: String

    private var moderation: Moderation { desk.moderation }

    /// The letter cannot leave now: the budget of its reader is used up, or their mailbox takes nothing.
    struct PutOff: Error {
        let until: Instant
    }

    /// Takes what is to be told and writes it, all together; false when somebody else took it.
    ///
    /// Throws ``PutOff`` where it has to wait: then nothing was taken.
    func write(_ id: String, in transaction: inout Transaction) throws -> Bool {
        guard let letter = try DecisionLetterStore.take(id, in: &transaction) else { return false }
        switch letter.audience {
        case .author: try writeToAuthor(letter, in: &transaction)
        case .reporters: try writeToReporters(letter, in: &transaction)
        case .reporter:
            let row = try ReportStore.find(
                letter.report,
                of: letter.caseNumber,
                in: &transaction
            )
            if let row { try write(letter, to: row, in: &transaction) }
        case .appellant: try answer(letter, in: &transaction)
        }
        return true
    }

    private func writeToAuthor(
        _ letter: DecisionLetter,
        in transaction: inout Transaction
    ) throws {
        guard let found = try reasons(letter, for: .author, in: &transaction),
            let author = found.record.author
        else { return }
        let token = try token(to: letter, found, in: &transaction)
        let written = try moderation.people.write(to: author, isDuty: true, in: &transaction) { t in
            letter.kind == .undone ? found.undone(t) : found.statement(token: token, t)
        }
        try check(written)
    }

    /// A part of them, and the rest in the next run.
    private func writeToReporters(
        _ letter: DecisionLetter,
        in transaction: inout Transaction
    ) throws {
        let rows = try ReportStore.page(
            of: letter.caseNumber,
            after: letter.report,
            limit: Self.reporters + 1,
            in: &transaction
        )
        for row in rows.prefix(Self.reporters) {
            do {
                try write(letter, to: row, in: &transaction)
            } catch let wait as PutOff {
                // One full mailbox is in nobody else's way.
                try add(letter, to: .reporter, row.number, at: wait.until, in: &transaction)
            }
        }
        guard rows.count > Self.reporters else { return }
        let last = rows[Self.reporters - 1].number
        try add(letter, to: .reporters, last, at: transaction.now, in: &transaction)
    }

    private func add(
        _ letter: DecisionLetter,
        to audience: DecisionLetter.Audience,
        _ report: Int,
        at due: Instant,
        in transaction: inout Transaction
    ) throws {
        let rest = DecisionLetter(
            id: moderation.newID(at: transaction.now),
            letter.kind,
            to: audience,
            of: letter.caseNumber,
            decision: letter.decision,
            report: report,
            dueAt: due
        )
        try DecisionLetterStore.add([rest], in: &transaction)
    }

    /// To one of those who reported something, by the account or at the address that they gave.
    private func write(
        _ letter: DecisionLetter,
        to row: ReportRow,
        in transaction: inout Transaction
    ) throws {
        guard row.member != nil || row.email != nil else { return }
        let found = try reasons(letter, for: .reporter, in: &transaction)
        guard letter.kind == .withdrawn || found != nil else { return }
        let token = try found.flatMap { found in
            letter.kind == .decision
                ? try self.token(to: letter, found, report: row.number, in: &transaction) : nil
        }
        let compose: (Translator) -> MemberLetter = { t in
            guard let found else { return Self.withdrawn(t) }
            return letter.kind == .undone ? found.undone(t) : found.statement(token: token, t)
        }
        if let member = row.member {
            let written = try moderation.people.write(
                to: member,
                isDuty: true,
                in: &transaction
            ) { compose($0) }
            return try check(written)
        }
        let place = PersonalBox.Place.report(row.caseNumber, row.number, "email")
        try write(row.email, sealedFor: place, row.language, compose, in: &transaction)
    }

    private func answer(
        _ letter: DecisionLetter,
        in transaction: inout Transaction
    ) throws {
        guard let number = letter.appeal,
            let appeal = try AppealStore.find(number, in: &transaction)
        else { return }
        let box = moderation.vault.personalBox(of: transaction.tenant)
        let own = try appeal.own(in: box)
        guard let answer = own.answer else { return }
        let compose: (Translator) -> MemberLetter = { t in
            // Without a word it was settled together with another appeal, or by taking the decision back.
            let key: MessageKey =
                answer.message.isEmpty
                ? "moderation.letter.answer.settled"
                : answer.isGranted
                    ? "moderation.letter.answer.granted" : "moderation.letter.answer.refused"
            let words: [Letter.Block] =
                answer.message.isEmpty ? [] : [.paragraph(answer.message)]
            return MemberLetter(
                subject: t("moderation.letter.answer.subject"),
                blocks: [.paragraph(t(key, ["number": .number(appeal.decision)]))] + words
                    + [.small(t("moderation.letter.answer.end"))]
            )
        }
        if let member = appeal.member {
            let written = try moderation.people.write(
                to: member,
                isDuty: true,
                in: &transaction
            ) { compose($0) }
            return try check(written)
        }
        let place = PersonalBox.Place.appeal(number, "email")
        try write(appeal.email, sealedFor: place, appeal.language, compose, in: &transaction)
    }

    /// To an address that somebody typed; nothing where there is none.
    private func write(
        _ sealed: [UInt8]?,
        sealedFor place: PersonalBox.Place,
        _ language: LanguageTag,
        _ compose: (Translator) -> MemberLetter,
        in transaction: inout Transaction
    ) throws {
        guard let sealed else { return }
        let box = moderation.vault.personalBox(of: transaction.tenant)
        let t = moderation.translations.translator(for: language)
        let written = compose(t)
        let letter = Letter(
            to: try box.openText(sealed, for: place),
            language: t.language,
            cause: .report,
            subject: written.subject,
            blocks: written.blocks
        )
        let added = try moderation.outbox.add(letter, in: &transaction)
        try check(added.mapError { People.WriteRefusal.refused($0) })
    }

    /// What cannot be read by anybody is told to nobody.
    private func check(_ written: Result<Void, People.WriteRefusal>) throws {
        guard case .failure(.refused(let refusal)) = written else { return }
        switch refusal {
        case .malformedAddress: return
        case .suspended(let until), .tooMany(let until): throw PutOff(until: until)
        case .unfit: throw StorageError(.other, "a statement of reasons is no letter")
        }
    }

    private static func withdrawn(_ t: Translator) -> MemberLetter {
        MemberLetter(
            subject: t("moderation.letter.withdrawn.subject"),
            blocks: [.paragraph(t("moderation.letter.withdrawn.text"))]
        )
    }

    private static let reporters = 20
}
