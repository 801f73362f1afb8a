import Accounts
import Audit
import Kernel
import Ledger
import Spaces
import Storage

/// What the office sees of signatures that may have to be kept out of what is counted.
struct InvalidationView: Sendable {
    let petition: Petition
    let invalidations: [PetitionInvalidation]
    /// Streams that were noticed while they came, and belong to no proposal.
    let streams: [LedgerAnomaly]
    let networks: [PetitionSource]
    let domains: [PetitionSource]
    let thresholds: [PetitionThreshold]
    let people: Authors
    /// What the rule that somebody looks at finds; nil without one.
    let found: Int?
}

extension Petitions {
    static let invalidationProposed: AuditAction = "petition-invalidation-proposed"
    static let invalidationDecided: AuditAction = "petition-invalidation-decided"

    /// Nil when there is no such petition here.
    func invalidations(
        of id: Petition.ID,
        looking rule: InvalidationRule?,
        in scope: Scope
    ) async throws -> InvalidationView? {
        try await writeTraces(in: scope)
        let people = host.people
        return try await host.database.read(in: scope) { transaction in
            guard let petition = try PetitionStore.find(id, in: &transaction),
                petition.publishedAt != nil
            else { return nil }
            let item = transaction.scope.subject(of: id)
            let all = try PetitionInvalidationStore.all(of: id, in: &transaction)
            let taken = Set(all.flatMap(\.anomalies))
            let named = all.flatMap { [$0.proposedBy, $0.decidedBy] }
            let anomalies = try LedgerStore.anomalies(of: item, in: &transaction)
            let found: Int? =
                if let rule { try PetitionStore.count(rule, of: id, in: &transaction) } else { nil }
            return InvalidationView(
                petition: petition,
                invalidations: all,
                streams: anomalies.filter { !taken.contains($0.number) },
                networks: try PetitionStore.networks(of: id, in: &transaction),
                domains: try PetitionStore.domains(of: id, in: &transaction),
                thresholds: try PetitionThresholdStore.all(in: &transaction),
                people: try people.authors(named, in: &transaction),
                found: found
            )
        }
    }

    /// Proposes that what a rule finds, or one stream, is kept out; nothing that is counted moves yet.
    ///
    /// What is found is put together at once: from where it came is forgotten after a day.
    func propose(
        _ rule: InvalidationRule,
        stream: Int?,
        on id: Petition.ID,
        reasons: [String: String],
        in scope: Scope,
        zone: CivilZone
    ) async throws -> Result<Int, OfficeRefusal> {
        let (audit, name) = (host.audit, host.random.bytes(16))
        let begun: Result<PetitionInvalidation, OfficeRefusal> = try await host.database.write(
            in: scope,
            isolation: .lockedRows
        ) { transaction in
            guard let petition = try PetitionStore.lock(id, in: &transaction),
                petition.publishedAt != nil
            else { return .failure(.notFound) }
            let item = transaction.scope.subject(of: id)
            let anomaly: LedgerAnomaly? =
                if let stream {
                    try LedgerStore.anomaly(stream, of: item, in: &transaction)
                } else { nil }
            if rule.kind == .stream, anomaly?.isHeld != false { return .failure(.notFound) }
            let last = try PetitionInvalidationStore.last(of: id, in: &transaction)
            let count: Int =
                if let anomaly {
                    anomaly.count
                } else { try PetitionStore.count(rule, of: id, in: &transaction) }
            guard last < Limits.petitionInvalidations, count <= Limits.petitionInvalidated else {
                return .failure(.tooMany)
            }
            guard count > 0 else { return .failure(.notFound) }
            let invalidation = PetitionInvalidation(
                number: last + 1,
                rule: rule,
                stream: name,
                anomalies: anomaly.map { [$0.number] } ?? [],
                count: anomaly?.count ?? 0,
                state: anomaly == nil ? .gathering : .proposed,
                reasons: reasons,
                proposedBy: transaction.actor.memberID,
                proposedAt: transaction.now
            )
            try PetitionInvalidationStore.add(invalidation, to: id, in: &transaction)
            try audit.note(
                Self.note(Self.invalidationProposed, invalidation, on: id),
                in: &transaction
            )
            return .success(invalidation)
        }
        guard case .success(let invalidation) = begun else { return begun.map(\.number) }
        if invalidation.state == .gathering {
            try await gather(invalidation.number, of: id, in: scope, zone: zone)
        }
        return .success(invalidation.number)
    }

    /// Puts together what a rule finds, some at a time; begun anew it goes on where it was.
    func gather(
        _ number: Int,
        of id: Petition.ID,
        in scope: Scope,
        zone: CivilZone
    ) async throws {
        let audit = host.audit
        var place: [UInt8] = []
        var isDone = false
        while !isDone {
            let after = place
            let next: [UInt8]? = try await host.database.write(in: scope, isolation: .lockedRows) {
                transaction in
                _ = try PetitionStore.lock(id, in: &transaction)
                guard
                    var invalidation = try PetitionInvalidationStore.lock(
                        number,
                        of: id,
                        in: &transaction
                    ), invalidation.state == .gathering
                else { return nil }
                let keys = try PetitionStore.keys(
                    invalidation.rule,
                    of: id,
                    after: after,
                    limit: Limits.ledgerFound,
                    in: &transaction
                )
                try invalidation.gather(keys, on: id, zone: zone, in: &transaction)
                let isLast = keys.count < Limits.ledgerFound
                if isLast { invalidation.state = invalidation.count > 0 ? .proposed : .rejected }
                try PetitionInvalidationStore.set(invalidation, of: id, in: &transaction)
                try audit.note(
                    Self.note(Self.invalidationProposed, invalidation, on: id),
                    in: &transaction
                )
                return isLast ? nil : keys.last
            }
            if let next { place = next } else { isDone = true }
        }
    }

    /// What of an invalidation stands in the audit.
    static func note(
        _ action: AuditAction,
        _ invalidation: PetitionInvalidation,
        on id: Petition.ID,
        before: PetitionInvalidation.State? = nil
    ) -> AuditNote {
        var after = [
            "number": String(invalidation.number), "rule": invalidation.rule.kind.rawValue,
            "signatures": String(invalidation.count), "state": invalidation.state.rawValue,
        ]
        for (language, text) in invalidation.reasons { after["reason/\(language)"] = text }
        return AuditNote(
            action,
            of: .petition,
            id.text,
            before: before.map { ["state": $0.rawValue] } ?? [:],
            after: after
        )
    }
}

extension PetitionInvalidation {
    /// Puts the signatures with these keys into an anomaly for each day that the rule is about.
    fileprivate mutating func gather(
        _ keys: [[UInt8]],
        on id: Petition.ID,
        zone: CivilZone,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let (first, last) = (zone.date(at: rule.from), zone.date(at: rule.until))
        let days = first.daysSinceEpoch...max(first, last).daysSinceEpoch
        for (place, day) in days.prefix(Self.daysAtMost).enumerated() {
            let found = try LedgerStore.gather(
                keys,
                of: transaction.scope.subject(of: id),
                on: CivilDate(daysSinceEpoch: day),
                as: LedgerMark(stream: stream(ofDay: place), kind: "rule", isHeld: false),
                in: &transaction
            )
            guard let found else { continue }
            if !anomalies.contains(found.anomaly) { anomalies.append(found.anomaly) }
            count += found.count
        }
    }

    /// A stretch of a day touches two dates, and three where clocks are changed.
    private static let daysAtMost = 3

    private func stream(ofDay place: Int) -> [UInt8] {
        var stream = self.stream
        stream[stream.count - 1] &+= UInt8(place)
        return stream
    }
}
