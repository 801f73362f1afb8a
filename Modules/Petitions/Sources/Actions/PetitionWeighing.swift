import Accounts
import Kernel
import Ledger
import Notifications
import Spaces
import Storage

/// What follows from how many have signed: every threshold is crossed once in each direction, in the very
/// transaction that counts the signature which crosses it.
struct PetitionWeighing: Sendable {
    let host: Host
    let workflow: WorkflowEngine
    let events: PetitionEvents

    /// The number of what a draft needs before it is submitted: its first supporters.
    static let ofSupporters = -1

    /// Looks at a petition whose count has come to a bound, or whose step was taken; it is locked, after its
    /// item of the ledger.
    func weigh(_ id: Petition.ID, in transaction: inout Transaction) throws {
        guard let petition = try PetitionStore.lock(id, in: &transaction) else { return }
        let thresholds = try thresholds(of: petition, in: &transaction)
        guard !thresholds.isEmpty else {
            let never = PetitionStore.never
            return try PetitionStore.setBounds(of: id, up: never, down: 0, in: &transaction)
        }
        let needsSections = thresholds.contains { $0.territories > 0 }
        let sections = needsSections ? try sections(of: id, in: &transaction) : [:]
        let count = petition.signatures
        let known = try PetitionEventStore.crossed(by: id, in: &transaction)
        for threshold in thresholds {
            let isReached = threshold.isReached(by: count, in: sections)
            guard isReached != (known[threshold.number] != nil) else { continue }
            if isReached {
                try cross(threshold, petition, count, in: &transaction)
            } else {
                try fall(below: threshold, petition, count, in: &transaction)
            }
        }
        let bounds = Bounds(thresholds, count: count, sections: sections)
        try PetitionStore.setBounds(of: id, up: bounds.up, down: bounds.down, in: &transaction)
    }

    /// Between which counts nothing happens.
    struct Bounds: Hashable {
        var up = PetitionStore.never
        var down = 0

        /// Where territories matter, each signature may be the one, and each that is taken back.
        init(_ thresholds: [PetitionThreshold], count: Int, sections: [String: Int]) {
            for threshold in thresholds {
                let isReached = threshold.isReached(by: count, in: sections)
                let isOfAll = threshold.territories == 0
                if isReached {
                    down = max(down, isOfAll ? threshold.count : count)
                } else {
                    up = min(up, isOfAll ? threshold.count : max(count + 1, threshold.count))
                }
            }
        }
    }

    /// Those that concern a petition as it stands, its own before what they lead to.
    private func thresholds(
        of petition: Petition,
        in transaction: inout Transaction
    ) throws -> [PetitionThreshold] {
        switch petition.stage {
        case .gathering:
            let supporters = petition.terms.supporters
            return [
                PetitionThreshold(number: Self.ofSupporters, count: supporters, effect: .label)
            ]
        case .collecting, .reached:
            let others = try PetitionThresholdStore.all(in: &transaction)
            let own =
                others.contains { $0.effect == .reached }
                ? [] : [PetitionThreshold(of: petition.terms)]
            // What leads to another stage comes last: its event is the latest.
            return (others + own).sorted { ($0.effect != .reached) && ($1.effect == .reached) }
        default: return []
        }
    }

    private func sections(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws -> [String: Int] {
        let item = transaction.scope.subject(of: id)
        let sections = try LedgerStore.sections(of: item, in: &transaction)
        return Dictionary(sections.map { ($0.section, $0.count) }) { first, _ in first }
    }

    private func cross(
        _ threshold: PetitionThreshold,
        _ petition: Petition,
        _ count: Int,
        in transaction: inout Transaction
    ) throws {
        let id = petition.id
        guard try PetitionEventStore.cross(threshold.number, by: id, in: &transaction) else {
            return
        }
        let event = NewPetitionEvent(
            .threshold,
            threshold: threshold.number,
            count: count,
            isPublic: threshold.effect != .staff && threshold.number != Self.ofSupporters
        )
        switch threshold.effect {
        case .reached: try take("reach", event, on: id, in: &transaction)
        case .label: try events.record(event, on: id, in: &transaction)
        case .staff:
            try events.record(event, on: id, in: &transaction)
            try tellStaff(event, on: id, in: &transaction)
        case .promise:
            let due = PetitionTerms.days(threshold.days, from: transaction.now)
            try PetitionStore.setDue(due, of: id, in: &transaction)
            try events.record(event, on: id, in: &transaction)
            try tellStaff(event, on: id, in: &transaction)
        }
    }

    private func fall(
        below threshold: PetitionThreshold,
        _ petition: Petition,
        _ count: Int,
        in transaction: inout Transaction
    ) throws {
        let id = petition.id
        guard try PetitionEventStore.fall(below: threshold.number, id, in: &transaction) else {
            return
        }
        let event = NewPetitionEvent(
            .fallback,
            threshold: threshold.number,
            count: count,
            isPublic: threshold.effect != .staff && threshold.number != Self.ofSupporters
        )
        switch threshold.effect {
        case .reached: try take("fall-back", event, on: id, in: &transaction)
        case .promise:
            try PetitionStore.setDue(nil, of: id, in: &transaction)
            try events.record(event, on: id, in: &transaction)
        case .label, .staff: try events.record(event, on: id, in: &transaction)
        }
    }

    /// A step that the count takes; where it stands already nothing is told again.
    private func take(
        _ step: String,
        _ event: NewPetitionEvent,
        on id: Petition.ID,
        in transaction: inout Transaction
    ) throws {
        let taken = try workflow.take(step, on: id.text, as: [.time], in: &transaction)
        guard case .success(let step) = taken else { return }
        let told = NewPetitionEvent(.step, threshold: event.threshold, count: event.count)
        try events.record(told, of: step, on: id, in: &transaction)
    }

    private func tellStaff(
        _ event: NewPetitionEvent,
        on id: Petition.ID,
        in transaction: inout Transaction
    ) throws {
        let staff = try host.people.staff(withAnyOf: [Petitions.manage], in: &transaction)
        try host.notifications.tell(
            staff,
            Petitions.arrived,
            of: transaction.scope.subject(of: id),
            ["step": event.kind.rawValue],
            in: &transaction
        )
    }
}
