import Audit
import Kernel
import Storage
import TestSupport
import Testing

@testable import Moderation
@testable import Spaces

/// Goal: hundreds of cases are decided together, with a preview, and cost as much as one beside another.
///
/// Method: crowds of suggestions that wait; statements are counted, never seconds.
@Suite("Many cases together")
struct BulkTests {
    /// So many suggestions of one author that wait in a space.
    private static func fill(
        _ house: ModerationHouse,
        _ count: Int,
        by author: Member.ID,
        in space: Int = 1
    ) async throws {
        let suggestions = house.suggestions
        let settings = SettingValues(["review": "before", "waiting": "0"])
        let scope = Scope(
            tenant: .eci,
            space: Space.ID(space),
            actor: .member(author),
            now: house.now
        )
        try await house.database.write(in: scope) { transaction in
            for number in 0..<count {
                let filing = try suggestions.add(
                    "No. \(number) in space \(space)",
                    settings,
                    by: author,
                    in: &transaction
                )
                guard case .awaiting = filing else {
                    Issue.record("it does not wait")
                    return
                }
            }
        }
    }

    @Test("five hundred are decided at once, each with its record, its mark and its place")
    func all() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            try await Self.fill(house, 300, by: ada)
            try await Self.fill(house, 200, by: ada, in: 2)
            let numbers = try await house.desk.numbers(in: CaseFilter(order: .oldest), for: rosa)
            #expect(numbers.count == Limits.moderationBatch)
            let rows = try await house.desk.preview(.publishing, on: numbers, for: rosa)
            #expect(rows.count == 500 && rows.allSatisfy { $0.obstacle == nil })
            #expect(rows[0].row.card?.excerpt == "No. 0 in space 1")

            let cases = rows.map {
                BulkCase(number: $0.row.item.number, revision: $0.row.item.revision)
            }
            let outcome = try await house.desk.decideAll(.publishing, on: cases, by: rosa).get()

            #expect(outcome.decided == numbers.sorted() && outcome.left.isEmpty)
            #expect(try await house.desk.counts(for: rosa).open == 0)
            for space in [1, 2] {
                #expect(try await house.isShown(house.subject("1", in: space)))
                #expect(try await house.isShown(house.subject("200", in: space)))
            }
            let audit = house.moderation.audit
            let marks = try await house.database.read(in: house.site()) { transaction in
                try audit.entries(limit: 1000, in: &transaction).entries
                    .filter { $0.action == "case-decided" }
            }
            #expect(marks.count == 500)
            #expect(try await house.figures().allDecisions == 500)
            let many = Array(repeating: BulkCase(number: 1, revision: 1), count: 501)
            #expect(
                try await house.desk.decideAll(.publishing, on: many, by: rosa)
                    == .failure(.tooMany)
            )
        }
    }

    @Test("what changed meanwhile is left with the reason, and the others are decided")
    func left() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            let rosa = try await house.moderator("Rosa", .spaces([.first]))
            let ida = try await house.moderator("Ida")
            try await Self.fill(house, 4, by: ada)
            try await Self.fill(house, 1, by: bob, in: 2)
            _ = try await house.decide(.hiding, on: 1, by: ida).get()
            _ = try await house.desk.claim(2, by: ida).get()
            let end = house.now.adding(.milliseconds(Limits.claimMilliseconds))
            let cases = (1...6).map { BulkCase(number: $0, revision: 1) }

            let outcome = try await house.desk.decideAll(.publishing, on: cases, by: rosa).get()

            #expect(outcome.decided == [3, 4])
            #expect(
                outcome.left == [
                    1: .changedMeanwhile, 2: .claimed(until: end), 5: .notFound, 6: .notFound,
                ]
            )
            let rows = try await house.desk.preview(.publishing, on: [1, 2, 5], for: ida)
            #expect(rows.map(\.obstacle) == [.changedMeanwhile, nil, nil])
        }
    }

    @Test(
        "a batch costs as many statements for fifty cases as for two, and goes through no table",
        arguments: ["hide", "publish"]
    )
    func statements(action: String) async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let decision = action == "hide" ? Decision.hiding : Decision.publishing
            try await Self.fill(house, 53, by: ada)
            var counts: [Int] = []
            // The first of all begins the chain of the audit and the agenda.
            for range in [1...1, 2...3, 4...53] {
                let cases = range.map { BulkCase(number: $0, revision: 1) }
                let desk = house.desk
                let statements = try await house.house.statements.during {
                    let outcome = try await desk.decideAll(decision, on: cases, by: rosa).get()
                    #expect(outcome.decided.count == cases.count)
                }
                counts.append(statements.count)
                for statement in statements {
                    for table in ModerationMigrations.all.flatMap(\.access).map(\.table) {
                        #expect(!statement.scans(table), "\(statement.text) \(statement.plan)")
                    }
                }
            }

            #expect(counts[1] == counts[2], "\(counts)")
            #expect(counts[2] < 50)
        }
    }
}
