import Kernel
import Storage
import TestSupport
import Testing
import Text

@testable import Comments

/// Goal: ten thousand comments are read as quickly as ten, and none is passed over.
///
/// Method: rows put straight into the tables; statements are counted and explained, pages turned there and back.
@Suite("Lists of comments")
struct ListingTests {
    @Test("a page asks as often with ten thousand comments as with ten, and goes through no table")
    func statements() async throws {
        try await CommentHouse.run { house in
            let author = try await house.people(1)[0]
            try await house.fill(10, by: author)
            let few = try await house.asked(at: 1)
            try await house.fill(9_990, after: 10, by: author)
            let many = try await house.asked(at: 2)

            #expect(few.map(\.count) == many.map(\.count))
            for statement in (few + many).flatMap(\.self) {
                for table in CommentHouse.tables + ["member", "moderation_subject"] {
                    #expect(!statement.scans(table), "\(statement.text) \(statement.plan)")
                }
            }
            #expect(many.allSatisfy { $0.count <= 6 })
        }
    }

    @Test("pages are turned there and back without gaps or repeats, in both orders")
    func paging() async throws {
        try await CommentHouse.run { house in
            let author = try await house.people(1)[0]
            try await house.fill(70, by: author)
            for order in CommentVisit.Order.allCases {
                var visit = CommentVisit(order: order)
                var pages: [[OurComment.ID]] = []
                var back: ListCursor?
                repeat {
                    let found = try await house.comments.discussion(
                        of: house.subject,
                        visit,
                        in: house.scope()
                    )
                    pages.append(found.page.items.map(\.comment.id))
                    (visit.cursor, back) = (found.page.next, found.page.previous)
                } while visit.cursor != nil && pages.count < 20

                // Every seventh answers another.
                #expect(pages.map(\.count) == [20, 20, 20])
                #expect(Set(pages.flatMap(\.self)).count == 60)
                for page in pages.dropLast().reversed() {
                    visit.cursor = back
                    let found = try await house.comments.discussion(
                        of: house.subject,
                        visit,
                        in: house.scope()
                    )
                    #expect(found.page.items.map(\.comment.id) == page)
                    back = found.page.previous
                }
                #expect(back == nil)
            }
        }
    }

    @Test("what has most answers stands first where a reader asks for that, with the first of them")
    func orders() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let first = try await house.say("Talked about", in: &ada)
            for number in 1...4 {
                _ = try await house.say("Answer \(number)", answering: first, in: &ada)
            }
            _ = try await house.say("Later", in: &ada)
            house.wait()
            let newest = try await house.site.get(CommentHouse.about).text
            let answered = try await house.site.get(CommentHouse.about + "?order=answered").text
            func isBefore(_ one: String, _ other: String, in page: String) -> Bool {
                guard let place = page.firstRange(of: one), let next = page.firstRange(of: other)
                else { return false }
                return place.lowerBound < next.lowerBound
            }

            #expect(isBefore(">Later<", ">Talked about<", in: newest))
            #expect(isBefore(">Talked about<", ">Later<", in: answered))
            #expect(answered.contains("Answer 3") && !answered.contains("Answer 4"))
            #expect(answered.contains("See all 4 replies"))
        }
    }

    @Test("an address that names no place shows the first page, and junk is the same page")
    func junk() async throws {
        try await CommentHouse.run { house in
            let author = try await house.people(1)[0]
            try await house.fill(30, by: author)
            let first = try await house.site.get(CommentHouse.about).text
            for query in [
                "?order=best", "?after=x", "?after=5.6.2", "?after=0.-1.2", "?page=9",
                "?after=1.1.1",
            ] {
                let page = try await house.site.get(CommentHouse.about + query)
                #expect(page.status == 200 && page.text.contains("Comment 29"), "\(query)")
            }
            #expect(first.contains("Comment 29") && !first.contains("Comment 5<"))
        }
    }

    @Test("a member who reads costs two small questions, and no whole page")
    func slots() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            _ = try await house.say("Mine", in: &ada)
            house.wait()
            _ = try await house.site.get("/en/ideas/1")
            let asked = try await house.house.statements.during {
                let page = try await ada.get("/en/ideas/1").text
                #expect(page.contains("name=\"comment\"") && page.contains("/text\""))
            }

            let own = asked.filter { $0.text.contains("FROM comment") }
            #expect(own.count == 2)
            // Beside the session.
            #expect(asked.count - own.count <= 4)
            for statement in own { #expect(!statement.scans("comment"), "\(statement.plan)") }
        }
    }
}

extension CommentHouse {
    /// Puts comments straight into the tables; every seventh answers the one before it.
    func fill(_ count: Int, after last: Int = 0, by author: Member.ID) async throws {
        let (now, random) = (house.clock.now, house.random)
        try await house.database.write(in: scope()) { transaction in
            var rows: [[SQLValue]] = []
            var begun = ""
            for place in (last + 1)...(last + count) {
                let id = OurComment.ID(at: now, random: random)
                let isReply = place % 7 == 0
                rows.append([
                    transaction.tenant.sqlValue, transaction.space.sqlValue, id.sqlValue,
                    .text("suggestion"), .text("1"), place.sqlValue,
                    .text(isReply ? begun : ""), isReply ? .null : .text("neutral"),
                    .text("Comment \(place - 1)"), .text("en"), author.sqlValue,
                    .text("published"), .boolean(true), (place % 7 == 6 ? 1 : 0).sqlValue,
                    0.sqlValue, now.sqlValue, now.sqlValue,
                ])
                if !isReply { begun = id.text }
            }
            _ = try CommentStore.enter(
                Subject(space: transaction.space, kind: "suggestion", id: "1"),
                counting: CommentTally(total: count),
                in: &transaction
            )
            try transaction.run(
                """
                UPDATE comment_thread SET last_place = \(last + count)
                WHERE tenant_id = \(transaction.tenant)
                """
            )
            _ = try transaction.insert(into: "comment", columns: Self.columns, rows: rows)
        }
    }

    private static let columns = [
        "tenant_id", "space_id", "id", "subject_kind", "subject_id", "place", "parent_id",
        "stance", "text", "language", "author_id", "visibility", "is_listed", "replies",
        "versions", "written_at", "published_at",
    ]

    /// What pages ask of the database that nobody has read before.
    func asked(at round: Int) async throws -> [[StatementRecord.Statement]] {
        var asked: [[StatementRecord.Statement]] = []
        for visit in [CommentVisit(), CommentVisit(order: .answered)] {
            asked.append(
                try await house.statements.during {
                    _ = try await comments.discussion(of: subject, visit, in: scope())
                }
            )
        }
        wait()
        asked.append(
            try await house.statements.during {
                let page = try await site.get("/en/ideas/1?order=\(round)")
                #expect(page.status == 200)
            }
        )
        return asked
    }
}
