import Testing

/// Goal: a letter that was not taken is noticed by whoever wrote it.
///
/// Method: what asks the outbox is read. A result that nobody uses does not compile (a warning, and
/// warnings are errors); what would silence the compiler is looked for here.
@Suite("Letters in the sources")
struct LetterRulesTests {
    @Test("nobody throws away what the outbox answers")
    func answers() throws {
        let broken = try SourceFile.program().flatMap { Self.thrownAway(in: $0.code) }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test(
        "every way to throw an answer away is seen",
        arguments: [
            ["_ = try outbox.add(letter, in: &transaction)"],
            ["_ = try?", "    host.outbox.add(letter, in: &transaction)"],
            ["try? outbox.add(letter, in: &transaction).get()"],
            ["let _ = try outbox.add(", "    letter,", "    in: &transaction", ")"],
            ["let _: LetterResult =", "    try outbox.add(letter, in: &transaction)"],
        ]
    )
    func seen(lines: [String]) {
        let code = lines.enumerated().map { (number: $0.offset + 1, text: Substring($0.element)) }

        #expect(!Self.thrownAway(in: code).isEmpty)
    }

    @Test("the outbox lets nobody leave its answer unused")
    func discardable() throws {
        let outbox = try #require(
            SourceFile.program().first { $0.path == "Sources/Mail/Outbox/Outbox.swift" }
        )

        #expect(outbox.lines(with: "func add(").count == 1)
        #expect(outbox.lines(with: "discardableResult").isEmpty)
    }

    /// A call, and what stands before it in its own line and the one above.
    private static func thrownAway(in code: [(number: Int, text: Substring)]) -> [String] {
        code.indices.filter { code[$0].text.contains("outbox.add(") }.filter { index in
            let before = index > 0 ? code[index - 1].text : ""
            let begun = before.hasSuffix("=") || before.hasSuffix("try?") || before.hasSuffix("try")
            let lines = [begun ? before : "", code[index].text]
            return lines.contains { line in
                ["_ =", "let _:", "var _:", "try?"].contains { line.contains($0) }
            }
        }
        .map { "line \(code[$0].number): \(code[$0].text)" }
    }
}
