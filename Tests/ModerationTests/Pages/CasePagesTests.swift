import Kernel
import TestSupport
import Testing

/// Goal: a moderator decides what waits, one case after the other, on one screen each, and two of them never
/// decide one case twice.
///
/// Method: pages of a live site, as they are without JavaScript, read by people with different rights.
@Suite("Pages of cases")
struct CasePagesTests {
    private static let queue = "/en/admin/moderation"

    @Test("one press hides for reasons that were written beforehand, and the next case follows")
    func press() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            try await house.suggest("Buy my shoes", in: &ada)
            try await house.report(1)
            try await house.report(2, because: "It is advertising.")
            var rosa = try await house.moderator()
            try await house.writeUsualReasons(in: &rosa)

            let list = try await rosa.get(Self.queue)
            #expect(list.text.contains("2 cases wait."))
            #expect(list.text.contains("24 hours left"))
            #expect(list.text.contains("You are all stupid"))
            let begun = try await rosa.post(Self.queue + "/claims")
            let first = try #require(begun.field("Location"))
            #expect(first == PageHouse.path(of: 1))
            let page = try await rosa.get(first)
            #expect(page.text.contains("This attacks a person."))
            #expect(page.text.contains("It is yours until"))
            #expect(page.text.contains(">Let it stand</button>"))
            #expect(page.text.contains(">Hide: Insult</button>"))

            let hidden = try await house.press("hide.1", on: 1, in: &rosa)
            #expect(hidden.status == 303)
            let next = try #require(hidden.field("Location"))
            #expect(next.hasPrefix(PageHouse.path(of: 2) + "?"))
            var reader = house.visitor
            house.house.clock.advance(by: .seconds(2))
            #expect(try await reader.get("/en/suggestions/1").status == 404)
            let second = try await rosa.get(next)
            #expect(second.text.contains("Decided: Hidden"))
            #expect(second.text.contains(">Take it back</button>"))

            let back = try await rosa.submit(
                Self.queue + "/decisions/1/withdrawal",
                [("from", "1")]
            )
            #expect(back.text.contains("The decision has been taken back"))
            house.house.clock.advance(by: .seconds(2))
            #expect(try await reader.get("/en/suggestions/1").status == 200)
        }
    }

    @Test("reasons in one's own words are checked, and what was typed stays")
    func words() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            try await house.report(1)
            var rosa = try await house.moderator()
            let page = try await rosa.get(PageHouse.path(of: 1))
            let revision = try #require(page.value(ofField: "revision"))
            let decisions = PageHouse.path(of: 1) + "/decisions"

            let nothing = try await rosa.post(decisions, [("revision", revision)])
            #expect(nothing.status == 422)
            #expect(nothing.text.contains("Choose what to decide"))
            let half = try await rosa.post(
                decisions,
                [
                    ("revision", revision), ("decision", "hide"),
                    ("reference", "Rule 3"), ("category", "violence"),
                ]
            )
            #expect(half.status == 422)
            #expect(half.text.contains("Enter why the text is against it"))
            #expect(half.text.contains("Enter what you looked at"))
            #expect(half.text.contains("value=\"Rule 3\""))
            #expect(half.text.contains("value=\"hide\" checked"))
            #expect(half.text.contains("<details class=\"other-way\" open>"))
            let french = try await rosa.post(
                "/fr/admin/moderation/cases/1/decisions",
                [("revision", revision), ("decision", "suspend")]
            )
            #expect(french.text.contains("Saisissez la loi ou la règle"))

            let done = try await rosa.post(
                decisions,
                [
                    ("revision", revision), ("decision", "suspend"), ("ground", "illegal"),
                    ("reference", "Penal code, article 33"), ("explanation", "It insults."),
                    ("category", "illegal-or-harmful-speech"), ("facts", "We read it."),
                    ("extent", "space"), ("days", "7"), ("language", "en"),
                ]
            )
            #expect(done.status == 303)
            let suspensions = try await rosa.get(Self.queue + "/suspensions")
            #expect(suspensions.text.contains("Ada"))
            let lifted = try await rosa.submit(Self.queue + "/suspensions/1/end")
            #expect(lifted.text.contains("The suspension has ended"))
            #expect(lifted.text.contains("Nobody is suspended"))
        }
    }

    @Test(
        "of two moderators one works at a case, and nobody decides what somebody else has decided"
    )
    func two() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            try await house.report(1)
            var rosa = try await house.moderator()
            var omar = try await house.moderator("Omar")
            try await house.writeUsualReasons(in: &rosa)
            let seen = try await omar.get(PageHouse.path(of: 1))
            let revision = try #require(seen.value(ofField: "revision"))

            let claimed = try await rosa.post(PageHouse.path(of: 1) + "/claims")
            #expect(claimed.status == 303)
            let busy = try await omar.get(PageHouse.path(of: 1))
            #expect(busy.text.contains("another moderator is working on this case"))
            #expect(!busy.text.contains(">Let it stand</button>"))
            let list = try await omar.get(Self.queue)
            #expect(list.text.contains("<bdi>Rosa</bdi> is working on it"))
            let pressed = try await omar.post(
                PageHouse.path(of: 1) + "/decisions",
                [("quick", "publish"), ("revision", revision)]
            )
            #expect(pressed.status == 422)
            #expect(pressed.text.contains("another moderator is working on this case"))
            // There is nothing that he could begin with.
            let begun = try await omar.post(Self.queue + "/claims")
            #expect(begun.field("Location") == Self.queue)

            #expect(try await house.press("hide.1", on: 1, in: &rosa).status == 303)
            let late = try await omar.post(
                PageHouse.path(of: 1) + "/decisions",
                [("quick", "publish"), ("revision", revision)]
            )
            #expect(late.status == 422)
            #expect(late.text.contains("someone else has changed this"))
            #expect(late.text.contains("This case is closed"))
        }
    }

    @Test("a claim ends by itself, or when it is given back")
    func claims() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            try await house.report(1)
            var rosa = try await house.moderator()
            var omar = try await house.moderator("Omar")
            let claims = PageHouse.path(of: 1) + "/claims"

            #expect(try await rosa.post(claims).status == 303)
            #expect(try await omar.post(claims).status == 422)
            #expect(try await rosa.post(claims + "/end").status == 303)
            #expect(try await omar.post(claims).status == 303)
            house.house.clock.advance(by: .milliseconds(Limits.claimMilliseconds + 1))
            #expect(try await rosa.post(claims).status == 303)
        }
    }

    @Test("whoever lost the right keeps what they typed, and decides nothing")
    func demoted() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            try await house.report(1)
            var rosa = try await house.moderator()
            var lea = try await house.moderator("Lea", as: .administrator)
            let page = try await rosa.get(PageHouse.path(of: 1))
            let revision = try #require(page.value(ofField: "revision"))
            let people = try await lea.get("/en/admin/people").text
            let row = try #require(people.firstRange(of: "rosa@example.org"))
            let form = String(people[row.upperBound...])
            let member = try #require(form.hidden("member"))
            let role = try #require(form.hidden("role"))
            let taken = try await lea.post(
                "/en/admin/people/withdrawals",
                [("member", member), ("role", role)]
            )
            #expect(taken.status == 303)

            let sent = try await rosa.post(
                PageHouse.path(of: 1) + "/decisions",
                [
                    ("revision", revision), ("decision", "hide"),
                    ("explanation", "A long and careful explanation"),
                ]
            )
            #expect(sent.status == 403)
            #expect(sent.text.contains("A long and careful explanation"))
            var reader = house.visitor
            #expect(try await reader.get("/en/suggestions/1").status == 200)
        }
    }

    @Test("a right in one space is none in another, and visitors and members find no door")
    func doors() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            try await house.suggest("Buy my shoes", in: &ada, at: "ideas")
            try await house.report(1)
            try await house.report(1, in: 2)
            var omar = try await house.moderator("Omar", of: Space.ID(2))
            var reader = house.visitor

            let list = try await omar.get(Self.queue)
            #expect(list.text.contains("1 case waits."))
            #expect(!list.text.contains("You are all stupid"))
            #expect(try await omar.get(PageHouse.path(of: 1)).status == 404)
            #expect(try await omar.get(PageHouse.path(of: 2)).status == 200)
            let foreign = try await omar.post(
                PageHouse.path(of: 1) + "/decisions",
                [("quick", "publish"), ("revision", "0")]
            )
            #expect(foreign.status == 404)
            for part in ["", "/appeals", "/decisions", "/templates", "/rules", "/suspensions"] {
                #expect(try await omar.get(Self.queue + part).status == 200, "\(part)")
                #expect(try await ada.get(Self.queue + part).status == 403, "\(part)")
                #expect(try await reader.get(Self.queue + part).status == 303, "\(part)")
            }
        }
    }

    @Test("a moderator decides about what nobody has reported, from the page of reports")
    func found() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            var rosa = try await house.moderator()
            let place = "/en/reports/spaces/1/suggestion/1"

            #expect(try await rosa.get(place).text.contains("Decide as a moderator"))
            #expect(try await house.member("bob@example.org", name: "Bob").shows(place))
            let wish = [("space", "1"), ("kind", "suggestion"), ("id", "1")]
            let page = try await rosa.submit(Self.queue + "/cases", wish)
            #expect(page.text.contains("Found by a moderator"))
            let again = try await rosa.post(Self.queue + "/cases", wish)
            #expect(again.field("Location") == PageHouse.path(of: 1))
            let nothing = [("space", "1"), ("kind", "suggestion"), ("id", "7")]
            #expect(try await rosa.post(Self.queue + "/cases", nothing).status == 404)
            #expect(try await ada.post(Self.queue + "/cases", wish).status == 403)
        }
    }

    @Test("one's own text is decided by somebody else")
    func own() async throws {
        try await PageHouse.run { house in
            var rosa = try await house.moderator()
            try await house.suggest("You are all stupid", in: &rosa)
            try await house.report(1)

            let page = try await rosa.get(PageHouse.path(of: 1))
            #expect(page.text.contains("you wrote it yourself"))
            let pressed = try await rosa.post(
                PageHouse.path(of: 1) + "/decisions",
                [("quick", "publish"), ("revision", "0")]
            )
            #expect(pressed.status == 422)
        }
    }
}

extension TestBrowser {
    /// Whether a page is there without the way of moderators.
    fileprivate func shows(_ path: String) async throws -> Bool {
        var copy = self
        let page = try await copy.get(path)
        return page.status == 200 && !page.text.contains("Decide as a moderator")
    }
}

extension String {
    /// The value of the first hidden field of that name.
    func hidden(_ name: String) -> String? {
        firstRange(of: "name=\"\(name)\" value=\"").map { range in
            String(self[range.upperBound...].prefix { $0 != "\"" })
        }
    }
}
