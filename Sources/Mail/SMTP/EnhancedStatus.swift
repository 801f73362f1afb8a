/// What a mail server says precisely: `5.1.1` (RFC 3463), at the beginning of each line of its answer
/// (RFC 2034).
///
/// The family of qmail writes it at the end instead: `sorry, no mailbox here by that name (#5.1.1)`.
struct EnhancedStatus: Hashable, Sendable {
    let kind: Int
    let subject: Int
    let detail: Int

    init(_ kind: Int, _ subject: Int, _ detail: Int) {
        self.kind = kind
        self.subject = subject
        self.detail = detail
    }

    /// The first one that stands in an answer, whose lines are without their codes.
    init?(in lines: [String]) {
        for line in lines {
            guard let found = Self(beginning: line[...]) ?? Self(endOf: line) else { continue }
            self = found
            return
        }
        return nil
    }

    private init?(beginning line: Substring) {
        let word = line.drop { $0 == " " }.prefix { $0 != " " && $0 != ")" }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                ? Int(part) : nil
        }
        guard parts.count == 3, numbers.count == 3, [2, 4, 5].contains(numbers[0]) else {
            return nil
        }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    private init?(endOf line: String) {
        guard let mark = line.firstRange(of: "(#") else { return nil }
        self.init(beginning: line[mark.upperBound...])
    }
}
