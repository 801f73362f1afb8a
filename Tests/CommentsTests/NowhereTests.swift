import Kernel
import TestSupport
import Testing

@testable import Comments
@testable import Moderation
@testable import Spaces

/// Goal: what moderators take from readers is nowhere, at the moment at which a server hears of it, and what waits
/// for a look has never been anywhere.
///
/// Method: visitors and members follow every link of a site, and read its files for machines, before and after;
/// nothing is asked for under another address, and no time passes, so that what is kept has to be forgotten. Then
/// the database is away, and what would stand in for it is read.
@Suite("Hidden text is nowhere")
struct NowhereTests {
    private static let words = "Xylophones in the park"
    private static let kinds: [Subject.Kind] = [.comment, .suggestion]

    @Test("these are all the kinds that can be hidden here")
    func complete() async throws {
        try await CommentHouse.run { house in
            let kinds = try await house.desk.kinds(for: house.moderator())

            #expect(Set(kinds) == Set(Self.kinds))
        }
    }

    @Test(
        "what is hidden is under no address, stands in for nothing and is told to nobody; then it is back",
        arguments: kinds
    )
    func hidden(kind: Subject.Kind) async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            var visitor = TestBrowser(at: house.site)
            let subject = try await Self.write(kind, .after, house, &ada, &bob)
            house.wait()
            let before = try await SiteCrawl(in: &visitor)
            let there = before.addresses(of: Self.words)
            #expect(before.isWhole)
            #expect(there.isSuperset(of: Self.places(of: subject)))
            let members = try await SiteCrawl(in: &bob)
            #expect(members.addresses(of: Self.words).isSuperset(of: there))
            // Without the database everybody reads what was kept: that is what has to go.
            let kept = try await Self.read(there, in: &visitor, withoutDatabaseOf: house)
            #expect(kept.isSuperset(of: Self.places(of: subject)))

            try await Self.decide(Self.hiding, about: subject, house)
            try await house.site.look()

            let left = try await Self.read(there, in: &visitor, withoutDatabaseOf: house)
            #expect(left.isEmpty)
            for address in there {
                #expect(try await !visitor.get(address).text.contains(Self.words), "\(address)")
            }
            let after = try await SiteCrawl(in: &visitor)
            #expect(after.isWhole && after.addresses(of: Self.words).isEmpty)
            let others = try await SiteCrawl(in: &bob)
            #expect(others.addresses(of: Self.words).isEmpty)
            // Bob was to be told of it.
            house.house.clock.advance(by: .seconds(86_400))
            _ = try await house.run("notifications.send")
            for letter in try await house.house.letters(to: "bob@example.org") {
                #expect(!letter.text.contains(Self.words) && !letter.content.contains(Self.words))
            }

            try await Self.decide(Decision(.restore), about: subject, house)
            try await house.site.look()
            house.wait()
            let again = try await SiteCrawl(in: &visitor)
            #expect(again.addresses(of: Self.words) == there)
        }
    }

    @Test("what waits for a look has never been anywhere, but for its author", arguments: kinds)
    func awaiting(kind: Subject.Kind) async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            var visitor = TestBrowser(at: house.site)
            _ = try await house.say("More swings", in: &bob)
            var change = SpaceChange()
            change.settings = ["review": "before"]
            let scope = house.scope().entering(.site)
            _ = try await house.house.tenants.edit(Space.ID(2), change, in: scope).get()
            try await house.site.look()
            let subject = try await Self.write(kind, .before, house, &ada, &bob)
            house.wait()

            for address in Self.places(of: subject) {
                #expect(try await !visitor.get(address).text.contains(Self.words), "\(address)")
            }
            let read = try await SiteCrawl(in: &visitor)
            let members = try await SiteCrawl(in: &bob)
            #expect(read.addresses(of: Self.words).isEmpty)
            #expect(members.addresses(of: Self.words).isEmpty)
        }
    }
}

extension NowhereTests {
    /// Ada writes the words, and Bob is to be told of them.
    private static func write(
        _ kind: Subject.Kind,
        _ review: ModerationSettings.Review,
        _ house: CommentHouse,
        _ ada: inout TestBrowser,
        _ bob: inout TestBrowser
    ) async throws -> Subject {
        if kind == .comment {
            let first = try await house.lastOfBob(in: &bob)
            let answer = try await ada.post(
                "/en/ideas/comments/\(first)/replies",
                [("comment", words)]
            )
            let name = answer.field("Location")?.split(separator: "/").last.map(String.init)
            return house.scope().subject(.comment, try #require(name))
        }
        // The first one came with the house.
        let settings = SettingValues(["review": review.rawValue, "waiting": "0"])
        for (browser, text, number) in [(bob, "Slides", 2), (ada, words, 3)] {
            let scope = house.scope(as: .member(try await house.id(of: browser)))
            let filing = try await house.suggestions.add(text, settings, in: scope)
            #expect(review == .before || filing == .seen(number))
        }
        return house.scope().subject(kind, "3")
    }

    /// Where a subject is read at least.
    private static func places(of subject: Subject) -> Set<String> {
        subject.kind == .comment
            ? [
                "/en/ideas/1", CommentHouse.about, "/fr/ideas/discussions/suggestion/1",
                "/en/ideas/comments/\(subject.id)",
            ] : ["/en/ideas", "/fr/ideas", "/en/ideas/\(subject.id)"]
    }

    /// Under which of these addresses the words are read while nobody can ask the database.
    private static func read(
        _ addresses: Set<String>,
        in visitor: inout TestBrowser,
        withoutDatabaseOf house: CommentHouse
    ) async throws -> Set<String> {
        house.house.faults.setAway(true)
        defer { house.house.faults.setAway(false) }
        var found: Set<String> = []
        for address in addresses {
            let answer = try await visitor.get(address)
            if answer.text.contains(words) { found.insert(address) }
        }
        return found
    }

    private static var hiding: Decision {
        Decision(
            .hide,
            ground: .init(
                kind: .incompatible,
                reference: "Rules, part 1",
                explanation: "Insults do not belong here."
            ),
            category: .other,
            facts: "It calls people names."
        )
    }

    private static func decide(
        _ decision: Decision,
        about subject: Subject,
        _ house: CommentHouse
    ) async throws {
        let mo = try await house.moderator()
        let number = try await house.desk.open(subject, by: mo).get()
        let revision = try #require(try await house.desk.file(number, for: mo)).item.revision
        _ = try await house.desk.decide(decision, on: number, over: revision, by: mo).get()
    }
}

extension CommentHouse {
    /// What Bob says for others to answer.
    fileprivate func lastOfBob(in bob: inout TestBrowser) async throws -> OurComment.ID {
        let member = try await id(of: bob)
        let subject = self.subject
        let last = try await house.database.read(in: scope()) { transaction in
            try CommentStore.last(of: member, about: subject, in: &transaction)
        }
        if let last { return last.id }
        return try await say("More swings", in: &bob)
    }
}
