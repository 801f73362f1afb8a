import Kernel
import Vault

/// What is known of whoever reports something: enough to know them again there, and no more.
struct ReportKeys {
    /// Of a person or a network, at this subject alone.
    let reporter: [UInt8]
    /// The same at all subjects, but of this hour alone, and of the hour before it.
    let senders: [[UInt8]]
    /// Whether a second report by the same key is by the same person: a network has many.
    let isPerson: Bool
    let member: Member.ID?

    init(_ report: NewReport, _ vault: Vault, in scope: Scope) {
        let subject = report.subject.description
        let (kind, name): (String, String)
        switch scope.actor {
        case .member(let id): (kind, name) = ("member", id.text)
        case .anonymous(let person): (kind, name) = ("person", Base32.encode(person.key))
        case .visitor, .server, .operatorOfServer:
            (kind, name) = ("network", report.network.map { Base32.encode($0) } ?? "here")
        }
        member = scope.actor.memberID
        isPerson = kind != "network"
        reporter = vault.lookupKey("moderation.reporter", of: scope.tenant)
            .bytes(subject, kind, isPerson ? name : Self.voice(of: report.network))
        let key = vault.lookupKey("moderation.sender", of: scope.tenant)
        let hour = scope.now.milliseconds / Instant.millisecondsPerHour
        senders = [hour, hour - 1].map { key.bytes(kind, name, String($0)) }
    }

    /// Whoever has one network of IPv6 often has 65,536 of them: these have one voice together (a /48).
    private static func voice(of network: [UInt8]?) -> String {
        guard let network else { return "here" }
        return Base32.encode(network.count == 8 ? Array(network.prefix(6)) : network)
    }
}

/// What a number to follow a report by stands for when more came than are kept: it says in itself which case
/// it is of, and nobody can make one.
struct OverflowNumber: Sendable, Hashable {
    let nonce: UInt32
    let caseNumber: Int
    let at: Instant
    let category: ModerationCategory

    private static let bytes = 26
    private static let proofBytes = 13

    /// Twenty-six bytes.
    func text(_ vault: Vault, at tenant: Tenant.ID) -> [UInt8] {
        let plain =
            Self.bytes(of: nonce) + Self.bytes(of: UInt32(truncatingIfNeeded: caseNumber))
            + Self.bytes(of: UInt32(truncatingIfNeeded: at.milliseconds / 1000))
            + [UInt8(ModerationCategory.allCases.firstIndex(of: category) ?? 0)]
        return plain + Self.proof(of: plain, vault, tenant)
    }

    init(nonce: UInt32, caseNumber: Int, at: Instant, category: ModerationCategory) {
        self.nonce = nonce
        self.caseNumber = caseNumber
        self.at = at
        self.category = category
    }

    /// Nil for what is none of ours, or of another institution.
    init?(_ bytes: [UInt8], _ vault: Vault, at tenant: Tenant.ID) {
        let plain = Array(bytes.dropLast(Self.proofBytes))
        guard bytes.count == Self.bytes,
            Array(bytes.suffix(Self.proofBytes)) == Self.proof(of: plain, vault, tenant),
            let last = plain.last, Int(last) < ModerationCategory.allCases.count
        else { return nil }
        nonce = Self.number(plain[0..<4])
        caseNumber = Int(Self.number(plain[4..<8]))
        at = Instant(milliseconds: Int64(Self.number(plain[8..<12])) * 1000)
        category = ModerationCategory.allCases[Int(last)]
    }

    /// Stands for the number of a report that is kept: larger than any of these.
    var report: Int { Limits.reportsKept + 1 + Int(nonce) }

    private static func proof(of plain: [UInt8], _ vault: Vault, _ tenant: Tenant.ID) -> [UInt8] {
        let key = vault.lookupKey("moderation.follow.overflow", of: tenant)
        return Array(key.bytes(Base32.encode(plain)).prefix(proofBytes))
    }

    private static func bytes(of number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(24 - 8 * $0)) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension Vault {
    /// A number to follow a report by, as the table keeps it.
    func followHash(_ bytes: [UInt8], of tenant: Tenant.ID) -> [UInt8] {
        lookupKey("moderation.follow", of: tenant).bytes(Base32.encode(bytes))
    }

    /// The link by which somebody contests a decision, as the table keeps it.
    func appealHash(_ token: String, of tenant: Tenant.ID) -> [UInt8] {
        lookupKey("moderation.appeal", of: tenant).bytes(token)
    }
}

extension PersonalBox.Place {
    static func report(_ caseNumber: Int, _ number: Int, _ column: String) -> Self {
        Self(column: "moderation_report." + column, row: "\(caseNumber)/\(number)")
    }

    static func reasons(_ decision: Int) -> Self {
        Self(column: "moderation_decision.reasons", row: String(decision))
    }

    static func appeal(_ number: Int, _ column: String) -> Self {
        Self(column: "moderation_appeal." + column, row: String(number))
    }
}
