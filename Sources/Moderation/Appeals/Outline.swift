import Kernel
import Storage
import Vault

extension DecisionOutline {
    /// What a decision says to its author or to somebody who reported something.
    init(
        _ record: DecisionRecord,
        for party: AppealParty,
        appeal: OwnAppeal?,
        at now: Instant
    ) {
        let decision = record.decision
        number = record.number
        action = decision.action
        ground = record.automation == .fully ? nil : decision.ground
        category = decision.category
        facts = party == .author ? decision.facts : nil
        label = decision.label
        extent = decision.extent
        until = decision.until
        source = record.source
        isAutomaticallyDetected = record.isAutomaticallyDetected
        automation = record.automation
        policyVersion = record.policyVersion
        decidedAt = record.decidedAt
        appealUntil = record.appealUntil
        isOver = !record.isInForce
        self.appeal = appeal
        canBeContested =
            record.isInForce && appeal == nil && now < record.appealUntil
            && record.canBeContested(by: party)
    }
}

extension DecisionRecord {
    /// Whether it still holds.
    var isInForce: Bool { undoneAt == nil && reversedBy == nil }

    /// Authors contest what takes something from them, reporters what leaves it there.
    func canBeContested(by party: AppealParty) -> Bool {
        switch party {
        case .author: decision.action.isRestriction
        case .reporter: decision.action != .hide
        }
    }
}

extension StoredAppeal {
    /// As whoever made it sees it.
    func own(in box: PersonalBox) throws -> OwnAppeal {
        guard let decidedAt, let isGranted else { return OwnAppeal(madeAt: madeAt, answer: nil) }
        let message = try self.message.map {
            try box.openText($0, for: .appeal(number, "message"))
        }
        return OwnAppeal(
            madeAt: madeAt,
            answer: OwnAppeal.Answer(at: decidedAt, isGranted: isGranted, message: message ?? "")
        )
    }

    /// As moderators see it.
    func record(in box: PersonalBox) throws -> AppealRecord {
        AppealRecord(
            number: number,
            decision: decision,
            subject: subject,
            party: party,
            text: try words.map { try box.openText($0, for: .appeal(number, "words")) },
            madeAt: madeAt,
            decidedAt: decidedAt,
            isGranted: isGranted,
            message: try message.map { try box.openText($0, for: .appeal(number, "message")) },
            decidedBy: decidedBy
        )
    }
}

extension CivilZone {
    /// The day to the end of which there is still time, whenever on its day something was decided.
    func lastDayToAppeal(until end: Instant) -> CivilDate { date(at: end).adding(days: -1) }
}
