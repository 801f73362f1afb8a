import Accounts
import Jobs
import Kernel
import Localization
import Storage
import TestSupport
import Testing
import Web

@testable import Notifications
@testable import Spaces

/// Goal: whatever cannot be told is in nobody's way, and whatever has to be told is told.
///
/// Method: the small module with subjects that are gone, called by endless names, or cannot be read.
@Suite("The contract with a module: notifications in trouble")
struct TroubledNotificationTests {
    private static let ada = "ada@example.org"
    private static let bob = "bob@example.org"
    private struct Unreadable: Error {}

    /// A site of members who are told something.
    private static func run(
        _ body: (SuggestionHouse, [Member.ID]) async throws -> Void
    ) async throws {
        try await SuggestionHouse.run { house in
            let ada = try await house.id(of: try await house.member(Self.ada))
            let bob = try await house.id(of: try await house.member(Self.bob, name: "Bob"))
            try await body(house, [ada, bob])
        }
    }

    private static func job(
        of notices: Notifications,
        letters: Int = Limits.notificationLetters,
        _ faces: @escaping SubjectFaces
    ) -> JobDefinition {
        notices.job(
            origin: { "http://\($0).localhost" },
            faces: faces,
            letters: letters,
            everywhere: { _ in [] }
        )
    }

    @Test(
        "a letter that cannot be written waits longer each time, says which kind, and holds up none"
    )
    func unwritable() async throws {
        try await Self.run { house, members in
            let (log, asked) = (KeptLog(), Tries())
            let notices = house.notifications(log: log)
            try await house.tell([members[0]], Suggestions.decided, about: "1")
            try await house.tell([members[1]], Suggestions.decided, about: "2")
            let job = Self.job(of: notices) { subject, _ in
                guard subject.id == "1" else {
                    return SubjectFace(title: "Two", path: ["two"], isPublic: true)
                }
                _ = asked.next()
                throw Unreadable()
            }
            func run() async throws -> String? {
                try await job.run(JobRun(now: house.house.clock.now))
            }

            #expect(try await run() == "1 notifications put into letters")
            #expect(log.lines.count == 1)
            #expect(log.lines.first?.contains("kind=suggestions.decided") == true)
            #expect(log.lines.first?.contains(members[0].text) == false)
            // A minute, then two.
            for (seconds, tries) in [(0, 1), (59, 1), (1, 2), (60, 2), (60, 3)] {
                house.house.clock.advance(by: .seconds(seconds))
                #expect(try await run() == nil)
                #expect(log.lines.count == tries)
            }
            #expect(try await house.count("notification") == 1)
        }
    }

    @Test("a title of any length is cut where a letter shows it")
    func longTitle() async throws {
        try await Self.run { house, members in
            let title = String(repeating: "Ünendlich ", count: 1000)
            try await house.tell([members[0]], Suggestions.decided, about: "1")
            let job = Self.job(of: house.house.host.notifications) { _, _ in
                SubjectFace(title: title, path: ["one"], isPublic: true)
            }

            let said = try await job.run(JobRun(now: house.house.clock.now))
            #expect(said == "1 notifications put into letters")
            let letter = try #require(try await house.house.letters(to: Self.ada).last)
            #expect(letter.subject.hasPrefix("Decisions about your suggestions: Ünendlich"))
            #expect(letter.subject.utf8.count < 200)
            #expect(letter.links == ["http://eci.localhost/en/one"])
        }
    }

    @Test("what is too much for one letter is told with fewer things in it: none is left out")
    func unfit() async throws {
        try await Self.run { house, members in
            let path = [String(repeating: "a", count: 1900)]
            for number in 0..<Limits.notificationsPerLetter {
                let details = ["text": String(repeating: "b", count: 900)]
                let id = String(number)
                try await house.tell([members[0]], Suggestions.added, about: id, details)
            }
            let job = Self.job(of: house.house.host.notifications) { subject, _ in
                SubjectFace(title: subject.id, path: path, isPublic: true)
            }
            house.house.clock.advance(by: .seconds(86_400))

            let said = try await job.run(JobRun(now: house.house.clock.now))
            #expect(said == "\(Limits.notificationsPerLetter) notifications put into letters")
            let letter = try #require(try await house.house.letters(to: Self.ada).last)
            #expect(letter.links.count == 7)
            #expect(letter.text.contains("8 more things"))
            #expect(try await house.count("notification") == 0)
        }
    }

    @Test("a decision about something that is gone is told, without its name and without a link")
    func gone() async throws {
        try await Self.run { house, members in
            try await house.tell(members, Suggestions.decided, about: "1", ["to": "declined"])
            try await house.tell([members[1]], Suggestions.added, about: "1")
            let job = Self.job(of: house.house.host.notifications) { _, _ in nil }
            house.house.clock.advance(by: .seconds(86_400))

            let said = try await job.run(JobRun(now: house.house.clock.now))
            #expect(said == "3 notifications put into letters")
            for address in [Self.ada, Self.bob] {
                let letter = try #require(try await house.house.letters(to: address).last)
                let words = "Something that is no longer here"
                #expect(letter.subject == "Decisions about your suggestions: \(words)")
                #expect(letter.text.contains("\(words) was declined."))
                #expect(letter.links.isEmpty)
            }
        }
    }

    @Test("the crowd of one institution leaves room for the others, and goes on in the next run")
    func crowd() async throws {
        try await Self.run { house, members in
            let zoe = try await house.stranger(at: .other)
            try await house.tell(members, Suggestions.decided, about: "1")
            try await house.tell([zoe], Suggestions.decided, about: "1", at: .other)
            let job = Self.job(of: house.house.host.notifications, letters: 1) { _, _ in nil }

            for said in [2, 1] {
                let words = try await job.run(JobRun(now: house.house.clock.now))
                #expect(words == "\(said) notifications put into letters")
            }
            #expect(try await job.run(JobRun(now: house.house.clock.now)) == nil)
        }
    }

    @Test("news of a kind that this version does not know waits for one that does, for days")
    func unknown() async throws {
        try await Self.run { house, members in
            try await house.tell([members[0]], Suggestions.decided, about: "1")
            // As a version before this one, which has no such kind.
            let notices = house.notifications(kinds: [])
            let job = Self.job(of: notices) { _, _ in nil }
            #expect(try await job.run(JobRun(now: house.house.clock.now)) == nil)
            #expect(try await house.count("notification") == 1)
            house.house.clock.advance(by: Limits.unknownKindPause)
            #expect(
                try await house.run("notifications.send") == "1 notifications put into letters"
            )

            try await house.tell([members[0]], Suggestions.decided, about: "2")
            house.house.clock.advance(by: .milliseconds(Limits.unknownKindMilliseconds + 1))
            #expect(try await job.run(JobRun(now: house.house.clock.now)) == nil)
            #expect(try await house.count("notification") == 0)
        }
    }

    @Test("so much news waits for one member, the rest is counted; the very same where it stands")
    func bounded() async throws {
        try await Self.run { house, members in
            let more = 3
            // Each that waits is told twice, because a letter names only some of them.
            for number in Array(0..<(Limits.waitingNews + more)) + Array(0..<Limits.waitingNews) {
                try await house.tell(members, Suggestions.added, about: String(number))
            }
            #expect(try await house.count("notification") == 2 * (Limits.waitingNews + 1))
            let job = Self.job(of: house.house.host.notifications) { subject, _ in
                SubjectFace(title: "No. \(subject.id)", path: ["x"], isPublic: true)
            }
            house.house.clock.advance(by: .seconds(86_400))
            _ = try await job.run(JobRun(now: house.house.clock.now))

            let letter = try #require(try await house.house.letters(to: Self.bob).last)
            let all = Limits.waitingNews + more
            #expect(letter.subject == "New suggestions: \(all) new things")
            let told = letter.text.split(separator: " is new.").count - 1
            let twice = letter.text.split(separator: " is new. This happened 2 times.").count - 1
            #expect(told == Limits.notificationsPerLetter && twice == told)
            #expect(
                letter.text.replacing("\n", with: " ")
                    .contains("There are \(all - Limits.notificationsPerLetter) more things")
            )
            #expect(try await house.count("notification") == 0)
        }
    }

    @Test(
        "a kind whose readers have a page of their own leads there, also of what nobody else sees"
    )
    func ownPlace() async throws {
        try await Self.run { house, members in
            let kind = NotificationKind(
                "suggestions.own",
                title: "Your suggestions",
                place: { subject, space in [space, "mine", subject.id] },
                sentence: { told, _ in "\(told.title) waits." }
            )
            let notices = house.notifications(kinds: [kind])
            let scope = Scope(
                tenant: .eci,
                space: Space.ID(2),
                actor: .server,
                now: house.house.clock.now
            )
            for id in ["1", "2"] {
                try await house.house.database.write(in: scope) { transaction in
                    let subject = transaction.scope.subject(.suggestion, id)
                    try notices.tell([members[0]], kind, of: subject, in: &transaction)
                }
            }
            // The second is gone.
            let job = Self.job(of: notices) { subject, _ in
                guard subject.id == "1" else { return nil }
                return SubjectFace(title: "Swings", path: ["ideas", "1"], isPublic: false)
            }

            let said = try await job.run(JobRun(now: house.house.clock.now))

            #expect(said == "2 notifications put into letters")
            let letter = try #require(try await house.house.letters(to: Self.ada).last)
            #expect(letter.links == ["http://eci.localhost/en/ideas/mine/1"])
            #expect(letter.text.contains("Swings waits."))
        }
    }

    @Test("the agenda hears of an instant once, however many are told")
    func agenda() async throws {
        try await Self.run { house, members in
            var counts: [Int] = []
            for (number, some) in [[members[0]], members].enumerated() {
                house.house.clock.advance(by: .seconds(86_400))
                let said = try await house.house.statements.during {
                    try await house.tell(some, Suggestions.decided, about: String(number))
                }
                counts.append(said.count { $0.text.contains("agenda") })
            }

            #expect(counts[0] > 0 && counts[0] == counts[1])
        }
    }
}
