import Kernel
import Vault

/// What the link of an email carries by which a signature is confirmed, or taken back: everything, sealed, so
/// that the server keeps nothing meanwhile and nobody else can make one.
struct SignatureLink: Sendable, Hashable {
    enum Purpose: UInt8, Sendable {
        case confirmation = 1
        case withdrawal = 2
    }

    let purpose: Purpose
    let expiresAt: Instant
    /// The random bits of its sending: opened twice it gives the same receipt.
    let attempt: [UInt8]
    /// A keyed hash of the mailbox.
    let mailbox: [UInt8]
    /// A keyed hash of its domain, for a day.
    let domain: [UInt8]
    let initial: String
    let territory: String

    /// As an address writes it.
    func text(
        for subject: Subject,
        at tenant: Tenant.ID,
        _ vault: Vault
    ) throws -> String {
        var bytes = [purpose.rawValue]
        let expiry = UInt64(bitPattern: expiresAt.milliseconds)
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: expiry >> (56 - 8 * UInt64($0))) }
        for part in [attempt, mailbox, domain, Array(initial.utf8), Array(territory.utf8)] {
            precondition(part.count < 256, "a part of a link is too long")
            bytes.append(UInt8(part.count))
            bytes += part
        }
        let sealed = try vault.personalBox(of: tenant).seal(bytes, for: .signatureLink(subject))
        return Base32.encode(sealed).lowercased()
    }

    /// Nil for what is none of ours, or of another petition.
    init?(_ text: String, for subject: Subject, at tenant: Tenant.ID, _ vault: Vault) {
        guard text.utf8.count <= Limits.signatureLinkBytes, let sealed = Base32.decode(text),
            let bytes = try? vault.personalBox(of: tenant)
                .open(sealed, for: .signatureLink(subject)),
            let first = bytes.first, let purpose = Purpose(rawValue: first), bytes.count > 9
        else { return nil }
        let expiry = bytes[1..<9].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        var parts: [[UInt8]] = []
        var rest = bytes[9...]
        while let count = rest.first, rest.count > Int(count) {
            parts.append(Array(rest.dropFirst().prefix(Int(count))))
            rest = rest.dropFirst(Int(count) + 1)
        }
        guard rest.isEmpty, parts.count == 5, parts[0].count == 16 else { return nil }
        self.purpose = purpose
        expiresAt = Instant(milliseconds: Int64(bitPattern: expiry))
        attempt = parts[0]
        mailbox = parts[1]
        domain = parts[2]
        initial = String(decoding: parts[3], as: UTF8.self)
        territory = String(decoding: parts[4], as: UTF8.self)
    }

    init(
        _ purpose: Purpose,
        expiresAt: Instant,
        attempt: [UInt8],
        mailbox: [UInt8],
        domain: [UInt8],
        initial: String,
        territory: String
    ) {
        self.purpose = purpose
        self.expiresAt = expiresAt
        self.attempt = attempt
        self.mailbox = mailbox
        self.domain = domain
        self.initial = initial
        self.territory = territory
    }

    var signer: Signer { .mailbox(mailbox, initial: initial) }
}

extension PersonalBox.Place {
    fileprivate static func signatureLink(_ subject: Subject) -> Self {
        Self(column: "petition.signature", row: subject.description)
    }
}
