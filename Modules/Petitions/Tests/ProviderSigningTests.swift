import Kernel
import Ledger
import TestSupport
import Testing
import Web

@testable import Petitions

/// Goal: whoever a provider says is of full age signs with one button and gets a receipt; others read why not.
///
/// Method: browsers without JavaScript over a socket, with fictitious citizens and a provider that says what a
/// test wants.
@Suite("Signing a petition at a provider")
struct ProviderSigningTests {
    @Test(
        "the page says what is asked and kept before somebody leaves, and leads to the provider and back"
    )
    func before() async throws {
        try await PetitionHouse.run { house in
            _ = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                let page = try await browser.get(PetitionHouse.page)

                #expect(page.status == 200)
                #expect(page.text.contains("18 or over"))
                #expect(page.text.contains("not who you are"))
                #expect(page.text.contains("/en/sign-in/providers/development-anonymous?next="))
                #expect(!page.text.contains("name=\"attempt\""))
            }
        }
    }

    @Test("somebody signs, gets a receipt that anybody can check, and is told when they come again")
    func signed() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                try await house.come(back: "zoe", in: &browser)
                let answer = try await house.press(in: &browser)

                #expect(answer.status == 303)
                let thanks = try #require(answer.field("Location"))
                #expect(thanks.hasPrefix("/en/petitions/1/thanks/"))
                #expect(try await browser.get(thanks).text.contains("Thank you for signing"))
                let receipt = try #require(thanks.split(separator: "/").last)
                let check = try await site.get("/en/petitions/1/receipts/\(receipt)")
                #expect(check.status == 200)
                #expect(check.text.contains("A signature was counted on"))
                #expect(try await site.get("/en/petitions/1/receipts/0000").status == 404)
                let again = try await browser.get(PetitionHouse.page)
                #expect(again.text.contains("Your signature is counted"))
            }
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test("the same person in two tabs, and in two browsers, counts once")
    func twoTabs() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                try await house.come(back: "zoe", in: &browser)
                let (one, two) = (
                    try await browser.get(PetitionHouse.page),
                    try await browser.get(PetitionHouse.page)
                )
                var statuses: [Int] = []
                for tab in [one, two, one] {
                    let attempt = try #require(tab.value(ofField: "attempt"))
                    let answer = try await browser.post(
                        "/en/petitions/1/signatures",
                        [("attempt", attempt)]
                    )
                    statuses.append(answer.status)
                }
                #expect(statuses == [303, 409, 303])

                var other = TestBrowser(at: site)
                try await house.come(back: "zoe", in: &other)
                let page = try await other.get(PetitionHouse.page)
                #expect(page.text.contains("Your signature is counted"))
            }
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test(
        "birth dates: known in part, missing, and on 29 February; nothing is stored of who cannot sign",
        arguments: [
            ("2007-00-00", "name=\"attempt\""), ("2008-10-00", "name=\"attempt\""),
            ("2008-00-00", "You cannot sign yet"), ("2008-11-00", "You cannot sign yet"),
            ("2010-05-06", "You cannot sign yet"), ("", "We do not know your age"),
            ("0000-03-27", "We do not know your age"),
        ]
    )
    func births(birth: String, words: String) async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                try await house.offer(provider)
                try await house.serve { site in
                    var browser = TestBrowser(at: site)
                    try await house.arrive(born: birth, at: provider, in: &browser)
                    let page = try await browser.get(PetitionHouse.page)

                    #expect(page.text.contains(words))
                    guard !words.contains("attempt") else { return }
                    #expect(page.status == 403)
                    let answer = try await browser.post("/en/petitions/1/signatures")
                    #expect(answer.status == 403)
                    #expect(answer.text.contains(words))
                }
            }
            #expect(try await house.audit(id).rows == 0)
        }
    }

    @Test("who was born on 29 February is of age on 1 March of a year without one")
    func leapDay() async throws {
        try await PetitionHouse.run { house in
            let zone = CivilZone.brussels
            let march = zone.start(of: try #require(CivilDate(year: 2030, month: 3, day: 1)))
            house.house.clock.set(march.adding(.seconds(-60)))
            let id = try await house.publish()
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                try await house.offer(provider)
                try await house.serve { site in
                    var browser = TestBrowser(at: site)
                    try await house.arrive(born: "2012-02-29", at: provider, in: &browser)
                    let early = try await browser.get(PetitionHouse.page)
                    #expect(early.text.contains("You cannot sign yet"))

                    house.house.clock.set(march)
                    try await house.arrive(born: "2012-02-29", at: provider, in: &browser)
                    #expect(try await house.press(in: &browser).status == 303)
                }
            }
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test("a provider that is away is said to be, and nothing is stored")
    func away() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                try await house.offer(provider)
                provider.play { $0.troubles[.document] = .status(503) }
                try await house.serve { site in
                    var browser = TestBrowser(at: site)
                    let way = PetitionHouse.provider + "?next="
                    let answer = try await browser.get(
                        way + FormText.encode(PetitionHouse.page)
                    )

                    #expect(answer.status == 502)
                    #expect(try await browser.get(PetitionHouse.page).status == 200)
                }
            }
            #expect(try await house.audit(id).rows == 0)
        }
    }

    @Test("a signature is taken back by whoever gave it, and given again")
    func withdrawn() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                let path = "/en/petitions/1/signatures/withdrawals"
                #expect(try await browser.post(path).status == 403)
                try await house.come(back: "zoe", in: &browser)
                _ = try await house.press(in: &browser)

                let answer = try await browser.post(path)
                #expect(answer.status == 200)
                #expect(answer.text.contains("Your signature is taken back"))
                let again = try await browser.post(path)
                #expect(again.text.contains("There is no signature of yours"))
                #expect(try await house.press(in: &browser).status == 303)
            }
            let audit = try await house.audit(id)
            #expect(audit.counter == 1 && audit.withdrawn == 1)
        }
    }

    @Test("a form that was opened before the end and sent after it is told so, and counts not")
    func tooLate() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            let end = try #require(try await house.find(id).closesAt)
            try await house.serve { site in
                house.house.clock.set(end.adding(.seconds(-60)))
                var browser = TestBrowser(at: site)
                try await house.come(back: "zoe", in: &browser)
                let page = try await browser.get(PetitionHouse.page)
                let attempt = try #require(page.value(ofField: "attempt"))
                house.house.clock.set(end)
                let answer = try await browser.post(
                    "/en/petitions/1/signatures",
                    [("attempt", attempt)]
                )

                #expect(answer.status == 409)
                #expect(answer.text.contains("can no longer be signed"))
            }
            #expect(try await house.audit(id).rows == 0)
        }
    }

    @Test("after half an hour nobody is known any more, and goes to their provider again")
    func over() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                try await house.come(back: "zoe", in: &browser)
                let page = try await browser.get(PetitionHouse.page)
                let attempt = try #require(page.value(ofField: "attempt"))
                house.house.clock.advance(by: .seconds(1800))
                let answer = try await browser.post(
                    "/en/petitions/1/signatures",
                    [("attempt", attempt)]
                )

                #expect(answer.status == 403)
                #expect(answer.text.contains("Confirm once more who you are"))
                #expect(answer.text.contains("/en/sign-in/providers/development-anonymous?next="))
            }
            #expect(try await house.audit(id).rows == 0)
        }
    }
}
