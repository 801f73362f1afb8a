package import Kernel

/// One thing that staff or an operator did.
package struct AuditEntry: Sendable, Hashable {
    /// Of its institution, from 1 and without gaps.
    package let number: Int
    package let at: Instant
    package let actor: AuditActor
    package let subject: Subject
    package let action: AuditAction
    /// As it is kept: the seal is over these very bytes.
    let details: String

    /// How it was and how it is since; nil for what another program has written.
    package var changes: AuditDetails? { AuditDetails(details) }

    /// What its seal is over: each part with its length before it, so that none runs into the next.
    var content: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(details.utf8.count + 160)
        Self.add(UInt64(number), to: &bytes)
        Self.add(UInt64(bitPattern: at.milliseconds), to: &bytes)
        Self.add(UInt64(subject.space.number), to: &bytes)
        for part in [actor.text, subject.kind.name, subject.id, action.name, details] {
            Self.add(UInt64(part.utf8.count), to: &bytes)
            bytes.append(contentsOf: part.utf8)
        }
        return bytes
    }

    private static func add(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
