import Kernel
import Vault

/// Goes along a chain, and says where it is not what was written.
struct AuditWalk {
    private let key: AuditKey
    private(set) var count = 0
    private(set) var last = 0
    private(set) var flaws: [AuditFlaw] = []
    /// Seals that may stand before the next entry; none where entries are missing, and that one is
    /// believed.
    private var before: [[UInt8]] = [[]]
    private var seal: [UInt8] = []

    init(_ key: AuditKey) { self.key = key }

    mutating func take(_ row: AuditRow) {
        let number = row.entry.number
        count += 1
        if number > last + 1 {
            note(.missing(last + 1...number - 1))
            before = []
        }
        let content = row.entry.content
        let fitting = before.map { key.seal(content, after: $0) }
        let isFine = before.isEmpty || fitting.contains(row.seal)
        if !isFine { note(.changed(number)) }
        // Where the seal alone was changed, the next entry still follows from the right one.
        before = isFine ? [row.seal] : [row.seal] + fitting
        (last, seal) = (number, row.seal)
    }

    /// Nil is the end of a chain that nobody began.
    mutating func end(at end: AuditStore.End?) -> AuditReport {
        if let end {
            if end.proof != key.proof(ofEnd: end.number, seal: end.seal) {
                note(.end)
            } else if end.number > last {
                note(.missing(last + 1...end.number))
            } else if end.number < last {
                for number in (end.number + 1...last).prefix(Limits.auditFlaws) {
                    note(.added(number))
                }
            } else if end.seal != seal {
                note(.end)
            }
        } else if count > 0 {
            note(.end)
        }
        return AuditReport(entries: count, flaws: flaws, seal: seal)
    }

    private mutating func note(_ flaw: AuditFlaw) {
        if case .added(let number) = flaw { flaws.removeAll { $0 == .changed(number) } }
        guard flaws.count < Limits.auditFlaws, !flaws.contains(flaw) else { return }
        flaws.append(flaw)
    }
}
