import Accounts
import Audit
package import Kernel
package import Ledger
import Spaces
import Storage
import Web

/// What came in streams to an initiative, as its institution sees it.
struct InitiativeAnomalies: Sendable {
    let initiative: Initiative
    let anomalies: [LedgerAnomaly]
    let decisions: [DecidedAnomaly]
    let deciders: Authors
    /// As it is now, exactly.
    let sections: [LedgerSection]
    let reported: [String: Int]

    func progress(_ memberStates: MemberStates) -> Progress {
        progress(memberStates, sections: sections)
    }

    /// As it would be once an anomaly is kept out, or put back.
    func progress(_ memberStates: MemberStates, deciding anomaly: LedgerAnomaly) -> Progress {
        let sign = anomaly.isHeld ? 1 : -1
        let changed = sections.map { section in
            LedgerSection(
                section: section.section,
                count: section.count + sign * anomaly.sections[section.section, default: 0]
            )
        }
        return progress(memberStates, sections: changed)
    }

    private func progress(_ memberStates: MemberStates, sections: [LedgerSection]) -> Progress {
        Progress(
            memberStates: memberStates,
            registeredOn: initiative.registeredOn,
            sections: sections,
            reported: reported,
            reportedTotal: initiative.reportedTotal
        )
    }
}

extension Initiatives {
    /// To look at what came in streams, and to decide whether it is in public counts.
    static let examine = Permission(stringLiteral: module + ".examine")
    private static let module = "initiatives"

    /// As the audit says that somebody decided about a stream.
    static let decided: AuditAction = "stream-decided"

    /// Whether a stream is kept out of public counts until somebody has looked at it.
    static let holdsStreams = Setting<Bool>.flag("hold-streams", standard: true)

    /// Nil when there is no such initiative here.
    ///
    /// - Parameter asked: The number of one that is among them in any case, however many came after it.
    func anomalies(
        of id: Initiative.ID,
        with asked: Int? = nil,
        in scope: Scope
    ) async throws -> InitiativeAnomalies? {
        let (item, people) = (scope.subject(of: id), host.people)
        return try await host.database.read(in: scope) { transaction in
            guard let initiative = try InitiativeStore.find(id, in: &transaction) else {
                return nil
            }
            let decisions = try LedgerStore.decisions(about: item, in: &transaction)
            var anomalies = try LedgerStore.anomalies(of: item, in: &transaction)
            if let asked, !anomalies.contains(where: { $0.number == asked }),
                let one = try LedgerStore.anomaly(asked, of: item, in: &transaction)
            {
                anomalies.append(one)
            }
            return InitiativeAnomalies(
                initiative: initiative,
                anomalies: anomalies,
                decisions: decisions,
                deciders: try people.authors(decisions.map(\.decidedBy), in: &transaction),
                sections: try LedgerStore.sections(of: item, in: &transaction),
                reported: try InitiativeStore.reported(for: id, in: &transaction)
            )
        }
    }

    /// What came in streams to an initiative, the latest first; nil when there is none of that number here.
    package func streams(
        of id: Initiative.ID,
        in scope: Scope
    ) async throws -> [LedgerAnomaly]? {
        try await anomalies(of: id, in: scope)?.anomalies
    }

    /// Keeps an anomaly out of public counts, or puts it back.
    package func decide(
        _ anomaly: Int,
        of id: Initiative.ID,
        isHeld: Bool,
        reason: String,
        in scope: Scope
    ) async throws -> LedgerDecision.Outcome {
        let audit = host.audit
        return try await host.ledger.decide(
            LedgerDecision(
                item: scope.subject(of: id),
                anomaly: anomaly,
                isHeld: isHeld,
                day: CivilZone.brussels.date(at: scope.now),
                decidedBy: scope.actor.memberID,
                reason: reason
            ),
            in: scope
        ) { change, transaction in
            try InitiativeStore.show(change, of: id, in: &transaction)
            let note = AuditNote(
                Self.decided,
                of: .initiative,
                id.text,
                before: ["set-aside": isHeld ? "no" : "yes"],
                after: [
                    "set-aside": isHeld ? "yes" : "no", "stream": String(anomaly),
                    "statements": String(change.magnitude), "reason": reason,
                ]
            )
            try audit.note(note, in: &transaction)
        }
    }
}
