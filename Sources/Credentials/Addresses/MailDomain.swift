/// The part of an address behind the at sign: names between dots.
struct MailDomain: Sendable {
    /// As the domain name system carries it: lower case, other letters as `xn--…` (RFC 5890).
    let ascii: String

    /// Needs two names at least; numbers between brackets are refused.
    init(_ text: some StringProtocol) throws(EmailAddress.Flaw) {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2 else { throw .malformed }
        var names: [String] = []
        for label in labels { names.append(try Self.ascii(String(label))) }
        // A last name of digits alone would be the end of a number, not a domain.
        guard let last = names.last, last.utf8.contains(where: { !(0x30...0x39 ~= $0) }) else {
            throw .malformed
        }
        ascii = names.joined(separator: ".")
        guard ascii.utf8.count <= 253 else { throw .tooLong }
    }

    private static func ascii(_ label: String) throws(EmailAddress.Flaw) -> String {
        let folded = NormalForm.folded(label)
        if folded.utf8.allSatisfy({ $0 < 0x80 }) {
            guard isName(folded.unicodeScalars) else { throw .malformed }
            if folded.hasPrefix("xn--") { try checkEncoded(folded) }
            return folded
        }
        try check(Array(folded.unicodeScalars))
        do throws(InternationalName.Flaw) {
            return try InternationalName.encode(folded)
        } catch {
            switch error {
            case .malformed: throw .malformed
            case .tooLong: throw .tooLong
            }
        }
    }

    /// A name that was typed in its encoded form keeps the rules of what it shows.
    private static func checkEncoded(_ label: String) throws(EmailAddress.Flaw) {
        guard let shown = InternationalName.decode(label) else { throw .malformed }
        let scalars = Array(shown.unicodeScalars)
        guard NormalForm.folded(shown).unicodeScalars.elementsEqual(scalars) else {
            throw .malformed
        }
        try check(scalars)
    }

    private static func check(_ scalars: [Unicode.Scalar]) throws(EmailAddress.Flaw) {
        guard isName(scalars) else { throw .malformed }
        guard Script.isOneWriting(scalars.filter { $0 != "-" }) else { throw .mixedScripts }
    }

    /// Letters, digits and inner hyphens, at most 63 of them.
    private static func isName(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> Bool {
        (1...InternationalName.bytes).contains(scalars.count)
            && scalars.first != "-" && scalars.last != "-" && scalars.first?.isMark == false
            && scalars.allSatisfy { $0 == "-" || ($0.isASCII ? $0.isPlain : $0.isWritten) }
    }
}
