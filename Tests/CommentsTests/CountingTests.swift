import Kernel
import Moderation
import Storage
import TestSupport
import Testing

@testable import Comments

/// Goal: what is counted is what people see, whoever writes, hides and takes back at the same moment.
///
/// Method: many people at once on one discussion; then the rows against the counters.
@Suite("Counting comments")
struct CountingTests {
    @Test("many who write at once are all counted, each with a place of its own")
    func parallel() async throws {
        try await CommentHouse.run { house in
            let people = try await house.people(60)
            let stances: [Stance] = [.inFavour, .against, .neutral]
            let written = try await withThrowingTaskGroup(of: Bool.self) { group in
                for (number, person) in people.enumerated() {
                    group.addTask {
                        let result = try await house.write(
                            "No. \(number)",
                            stances[number % 3],
                            as: person
                        )
                        return (try? result.get()) != nil
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            let places: [Int] = try await house.house.database.read(in: house.scope()) {
                try $0.column(
                    "SELECT place FROM comment WHERE tenant_id = \($0.tenant) ORDER BY place"
                )
            }

            #expect(written == 60)
            #expect(
                try await house.tally()
                    == CommentTally(total: 60, inFavour: 20, against: 20, neutral: 20)
            )
            #expect(places == Array(1...60))
        }
    }

    @Test("answers, decisions and withdrawals at once leave counters that are exact")
    func mixed() async throws {
        try await CommentHouse.run { house in
            let people = try await house.people(24)
            var beginnings: [OurComment.ID] = []
            for person in people.prefix(6) {
                beginnings.append(try await house.write("Begin", .inFavour, as: person).get().id)
            }
            let roots = beginnings
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, person) in people.dropFirst(6).enumerated() {
                    group.addTask {
                        _ = try await house.write(
                            "Answer",
                            answering: roots[number % 6],
                            as: person
                        )
                    }
                }
                group.addTask { try await house.turn([roots[0], roots[1]], isShown: false) }
                group.addTask { try await house.turn([roots[0]], isShown: true) }
                group.addTask {
                    _ = try await house.comments.withdraw(
                        roots[2],
                        in: house.scope(as: .member(people[2]))
                    )
                }
                try await group.waitForAll()
            }
            let counted = try await house.recount()

            #expect(try await house.tally() == counted)
        }
    }

    @Test("what moves is worked out before anything is written")
    func moves() throws {
        let subject = Subject(space: Space.ID(2), kind: "suggestion", id: "1")
        let clock = TestClock()
        func standing(
            _ visibility: Visibility,
            answering parent: OurComment.ID? = nil,
            replies: Int = 0
        ) -> CommentStanding {
            CommentStanding(
                id: OurComment.ID(at: clock.now, random: .system),
                subject: subject,
                parent: parent,
                stance: parent == nil ? .against : nil,
                author: nil,
                visibility: visibility,
                replies: replies,
                wasPublished: visibility == .published
            )
        }
        let root = standing(.published, replies: 2)
        let reply = standing(.published, answering: root.id)
        let waiting = standing(.awaiting, answering: root.id)
        var moves = CommentMoves([root, reply, waiting])

        moves.move(root.id, to: .hidden)
        #expect(moves.tallies[subject] == CommentTally(total: -3, against: -1))
        moves.move(reply.id, to: .hidden)
        moves.move(waiting.id, to: .published)
        #expect(moves.standings[root.id]?.replies == 2)
        #expect(moves.tallies[subject] == CommentTally(total: -3, against: -1))
        #expect(moves.firstSeen.map(\.id) == [waiting.id])
        moves.move(root.id, to: .published)
        #expect(moves.tallies[subject] == nil)
        moves.move(root.id, to: .withdrawn)
        #expect(moves.tallies[subject] == CommentTally(total: -1, against: -1))
        #expect(moves.standings[root.id]?.isListed == true)
        moves.move(waiting.id, to: .withdrawn)
        #expect(moves.standings[root.id]?.isListed == true)
        moves.move(root.id, to: .published)
        #expect(moves.standings[root.id]?.visibility == .withdrawn)
    }
}

extension CommentHouse {
    /// What people see of the discussion, counted row by row.
    func recount() async throws -> CommentTally {
        let scope = scope()
        let ids: [OurComment.ID] = try await house.database.read(in: scope) {
            try $0.column(
                """
                SELECT id FROM comment
                WHERE tenant_id = \($0.tenant) AND space_id = \($0.space)
                """
            )
        }
        let all = try await house.database.read(in: scope) { try CommentStore.find(ids, in: &$0) }
        let shown = all.values.filter(\.isVisible).map(\.comment)
        for comment in all.values.map(\.comment) where comment.parent == nil {
            let answers = all.values.filter { $0.comment.parent == comment.id }
            let published = answers.filter { $0.comment.visibility == .published }
            #expect(comment.replies == published.count)
        }
        func count(_ stance: Stance) -> Int { shown.filter { $0.stance == stance }.count }
        return CommentTally(
            total: shown.count,
            inFavour: count(.inFavour),
            against: count(.against),
            neutral: count(.neutral)
        )
    }
}
