import Kernel
import Storage
import TestSupport
import Testing

@testable import Moderation

/// Goal: anybody can report what everybody sees, and however many do, it is one case.
///
/// Method: members and visitors from several networks report suggestions.
@Suite("Reports")
struct ReportTests {
    @Test("a member and visitors make one case, each with a number to follow it by")
    func oneCase() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            let numbers = [
                try await house.report(swings, by: .member(bob)).get(),
                try await house.report(swings, from: [192, 0, 2, 1]).get(),
                try await house.report(swings, from: [192, 0, 2, 2]).get(),
                // Behind one address live several people.
                try await house.report(swings, from: [192, 0, 2, 2]).get(),
            ]

            let waiting = try await house.queue(rosa)
            #expect(waiting.map(\.number) == [1])
            #expect(waiting.map(\.reportCount) == [4])
            #expect(waiting.map(\.cause) == [.report])
            #expect(Set(numbers).count == 4)
            #expect(numbers.allSatisfy { $0.text.filter { $0 != "-" }.count == 26 })
            for number in numbers {
                let typed = number.text.lowercased().replacing("-", with: " ")
                let state = try await house.desk.follow(typed, in: house.site(.visitor))
                #expect(state?.standing == .waiting)
                #expect(state?.promisedAt == house.now.adding(.seconds(24 * 3600)))
                #expect(state?.sight?.card.excerpt == "Swings")
            }
            let other = Scope(tenant: .other, actor: .visitor, now: house.now)
            #expect(try await house.desk.follow(numbers[0].text, in: other) == nil)
            let file = try #require(try await house.desk.file(1, for: rosa))
            #expect(file.reports.map(\.isOfMember) == [false, false, false, true])
            #expect(file.reports.map(\.explanation) == Array(repeating: "It hurts.", count: 4))
        }
    }

    @Test("nobody reports twice, nor what is their own, what nobody sees, or what is not there")
    func refused() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            _ = try await house.report(swings, by: .member(bob)).get()

            #expect(try await house.report(swings, by: .member(bob)) == .failure(.already))
            #expect(try await house.report(swings, by: .member(ada)) == .failure(.own))
            #expect(try await house.report(house.subject("9")) == .failure(.notFound))
            #expect(try await house.report(house.subject("1", in: 2)) == .failure(.notFound))
            let strange = Subject(space: .first, kind: "chair", id: "1")
            #expect(try await house.report(strange) == .failure(.notFound))
            _ = try await house.decide(.hiding, on: 1, by: rosa).get()
            #expect(try await house.report(swings) == .failure(.notFound))
            for explanation in ["", " \n", String(repeating: "a", count: 2001)] {
                let report = NewReport(
                    subject: swings,
                    category: .other,
                    explanation: explanation,
                    language: .english
                )
                let taken = try await house.desk.report(report, in: house.site(.visitor))
                #expect(taken == .failure(.unfit))
            }
        }
    }

    @Test("one network sends so many within an hour, and its people with accounts go on")
    func network() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            for number in 1...Limits.reportsPerNetwork + 1 {
                _ = try await house.seen("Swings \(number)", by: ada)
            }
            let until = house.now.adding(.seconds(3600))
            for number in 1...Limits.reportsPerNetwork {
                _ = try await house.report(house.subject(String(number))).get()
            }
            let last = house.subject(String(Limits.reportsPerNetwork + 1))

            #expect(try await house.report(last) == .failure(.tooMany(until: until)))
            _ = try await house.report(last, by: .member(bob)).get()
            _ = try await house.report(last, from: [198, 51, 100, 1]).get()
            house.house.clock.advance(by: .seconds(3600))
            _ = try await house.report(last).get()
        }
    }

    @Test("somebody with an account sends so many within an hour, too, across all spaces")
    func person() async throws {
        try await ModerationHouse.run { house in
            let (ada, bob) = (try await house.member("Ada"), try await house.member("Bob"))
            for number in 0...Limits.reportsPerPerson {
                _ = try await house.seen("Swings", by: ada, in: number % 2 + 1)
            }
            let until = house.now.adding(.seconds(3600))
            for number in 0..<Limits.reportsPerPerson {
                let subject = house.subject(String(number / 2 + 1), in: number % 2 + 1)
                _ = try await house.report(subject, by: .member(bob)).get()
            }
            let last = house.subject(String(Limits.reportsPerPerson / 2 + 1))
            let refused = try await house.report(last, by: .member(bob))

            #expect(refused == .failure(.tooMany(until: until)))
            house.house.clock.advance(by: .seconds(3600))
            _ = try await house.report(last, by: .member(bob)).get()
        }
    }

    @Test("thousands of reports within an hour are one case with an exact count, and bounded rows")
    func crowd() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            let crowd = TestEngine.isSQLite ? 5000 : 1500
            let (desk, site) = (house.desk, house.site(.visitor))
            let numbers = try await house.database.write(in: site, isolation: .lockedRows) {
                transaction in
                try (0..<crowd).map { number in
                    let report = NewReport(
                        subject: swings,
                        category: number % 3 == 0 ? .scams : .illegalSpeech,
                        explanation: "No. \(number)",
                        language: .english,
                        network: Array("network \(number)".utf8)
                    )
                    return try desk.take(
                        report,
                        ReportKeys(report, desk.moderation.vault, in: site),
                        Array("\(1_000_000 + number)".utf8) + Array(repeating: 0, count: 9),
                        UInt32(number),
                        in: &transaction
                    ).get()
                }
            }

            let waiting = try await house.queue(rosa)
            #expect(waiting.map(\.reportCount) == [crowd])
            let kept = try await house.database.read(in: site) { transaction in
                let all = try ReportStore.latest(of: 1, limit: 10_000, in: &transaction)
                return (all.count, try ReportStore.mainCategory(of: 1, in: &transaction))
            }
            #expect(kept.0 == Limits.reportsKept && kept.1 == .illegalSpeech)
            #expect(Set(numbers).count == crowd)
            // What is counted alone is followed as well.
            for number in [numbers[0], numbers[crowd - 1]] {
                let state = try await house.desk.follow(number.text, in: site)
                #expect(state?.standing == .waiting)
            }
            #expect(try await house.figures().allReports == crowd)
            #expect(try await house.figures().reports[.scams] == (crowd + 2) / 3)
        }
    }

    @Test("after so many different people it is hidden by itself, and somebody still has to look")
    func hiding() async throws {
        try await ModerationHouse.run(
            ["review": "after", "waiting": "0", "hide-after-reports": "2"]
        ) { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let swings = try await house.seen("Swings", by: ada)
            for _ in 0..<3 { _ = try await house.report(swings, from: [192, 0, 2, 1]).get() }
            try await house.set(["hide-after-reports": "3"])
            for last in 1...5 as ClosedRange<UInt8> {
                let network: [UInt8] = [0x20, 1, 0xD, 0xB8, 0, 1, 0, last]
                _ = try await house.report(swings, from: network).get()
            }
            #expect(try await house.isShown(swings))

            _ = try await house.report(swings, from: [192, 0, 2, 2], .scams).get()

            #expect(try await !house.isShown(swings))
            let file = try #require(try await house.desk.file(1, for: rosa))
            #expect(file.item.isOpen && file.standing.visibility == .hidden)
            let decision = try #require(file.decisions.first)
            #expect(decision.automation == .fully && decision.decidedBy == nil)
            #expect(decision.decision.category == .illegalSpeech)
            #expect(decision.source == .report)
            let letters = try await house.told("ada")
            #expect(letters.map(\.subject) == ["Your text is hidden: Suggestion 1"])
            #expect(letters[0].flat.contains("Many people reported this text."))
            _ = try await house.decide(Decision(.restore), on: 1, by: rosa).get()
            #expect(try await house.isShown(swings))
            // A person has let it be seen: nobody hides it by a crowd.
            for network in 1...5 as ClosedRange<UInt8> {
                _ = try await house.report(swings, from: [198, 51, 100, network]).get()
            }
            #expect(try await house.isShown(swings))
        }
    }
}
