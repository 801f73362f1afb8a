private import Crypto
package import Kernel

/// Names prices and knows them again; nothing of them is kept.
///
/// A price is for one sending of one form about one thing: it is bound to the random bits that the form
/// keeps while it is sent again. Who sends it, and from where, is not in it.
package struct PriceKey: Sendable {
    private let key: SymmetricKey

    package init(tenant: Tenant.ID, item: Subject, vault: Vault) {
        key = vault.key(.price, tenant: tenant, item: item)
    }

    /// The work to be done for a sending; it can be used until that instant.
    ///
    /// The sending is named by SHA-256 over its random bits, so that whoever asks need not tell them.
    package func challenge(
        bits: Int,
        for sending: [UInt8],
        until: Instant
    ) -> Challenge {
        let head = "w.\(bits).\(until.milliseconds)"
        let seed = code(head, sending)
        return Challenge(
            text: head + "." + Hexadecimal.encode(seed),
            work: ProofOfWork(seed: seed, bits: bits),
            until: until
        )
    }

    /// Nil for a text that was not written here for this sending.
    package func challenge(_ text: some StringProtocol, for sending: [UInt8]) -> Challenge? {
        guard let numbers = Self.numbers(in: text, kind: "w"),
            (0...32).contains(numbers.0)
        else { return nil }
        let made = challenge(
            bits: Int(numbers.0),
            for: sending,
            until: Instant(milliseconds: numbers.1)
        )
        return Self.isSame(made.text, text) ? made : nil
    }

    /// The turn of a sending, from one instant until another.
    package func turn(for sending: [UInt8], from: Instant, until: Instant) -> Turn {
        let head = "t.\(from.milliseconds).\(until.milliseconds)"
        let text = head + "." + Hexadecimal.encode(code(head, sending))
        return Turn(text: text, from: from, until: until)
    }

    /// Nil for a text that was not written here for this sending.
    package func turn(_ text: some StringProtocol, for sending: [UInt8]) -> Turn? {
        guard let numbers = Self.numbers(in: text, kind: "t") else { return nil }
        let made = turn(
            for: sending,
            from: Instant(milliseconds: numbers.0),
            until: Instant(milliseconds: numbers.1)
        )
        return Self.isSame(made.text, text) ? made : nil
    }

    /// The name of a sending, by which a price is bound to it.
    package static func name(of attempt: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: attempt))
    }

    package struct Challenge: Sendable, Hashable {
        /// As it travels; the seed of the work stands at its end.
        package let text: String
        package let work: ProofOfWork
        package let until: Instant
    }

    package struct Turn: Sendable, Hashable {
        package let text: String
        package let from: Instant
        package let until: Instant
    }

    private func code(_ head: String, _ sending: [UInt8]) -> [UInt8] {
        // The name of a sending has always 32 bytes, so nothing runs into anything else.
        precondition(sending.count == 32)
        return Array(HMAC<SHA256>.authenticationCode(for: sending + Array(head.utf8), using: key))
    }

    /// Takes as long whatever differs, so that nobody finds a code byte by byte.
    private static func isSame(_ made: String, _ given: some StringProtocol) -> Bool {
        let (made, given) = (Array(made.utf8), Array(given.utf8))
        return made.count == given.count && zip(made, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// What stands between the kind and the code; only what is written as it is here counts, so a number
    /// that is written in another way is compared in vain.
    private static func numbers(
        in text: some StringProtocol,
        kind: String
    ) -> (Int64, Int64)? {
        guard text.utf8.count <= Limits.challengeBytes else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == kind, let first = Int64(parts[1]),
            let second = Int64(parts[2])
        else { return nil }
        return (first, second)
    }
}
