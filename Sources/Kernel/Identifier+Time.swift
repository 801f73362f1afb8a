extension Identifier {
    /// When a name of a row was made; nil for what is none.
    package static func instant(of text: some StringProtocol) -> Instant? {
        guard isValid(text), let bytes = Base32.decode(text), bytes.count >= 6 else { return nil }
        let milliseconds = bytes.prefix(6).reduce(0 as Int64) { $0 << 8 | Int64($1) }
        return Instant(milliseconds: milliseconds)
    }
}

extension Member.ID {
    /// When the account was made.
    package var madeAt: Instant? { Identifier.instant(of: text) }
}
