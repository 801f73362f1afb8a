import Jobs
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Petitions

/// Goal: whoever wants to hear of a petition hears of each thing once, proves their address first, ends it with one
/// press, and is joined to no signature.
///
/// Method: forms and links of emails as people use them, and the job that writes the emails, by a clock that the test
/// moves.
@Suite("Following a petition")
struct PetitionFollowerTests {
    private static let ada = "ada@example.org"

    @Test("nothing is told before the address is confirmed, and each thing once after it")
    func once() async throws {
        try await PetitionGround.run { ground in
            let id = try await ground.add("More benches")
            try await ground.serve { pages in
                let link = try await ground.ask(Self.ada, pages)
                try await ground.take("pause", on: id)
                try await ground.tell()
                #expect(try await ground.house.letters(to: Self.ada).count == 1)

                let page = try await pages.get(link).text
                #expect(page.contains("Confirm that you want our emails"))
                let confirmed = try await pages.post(link, [])
                #expect(confirmed.status == 303)
                #expect(try await pages.get(link).text.contains("You follow this petition"))

                try await ground.tell()
                #expect(try await ground.house.letters(to: Self.ada).count == 1)
                try await ground.take("resume", on: id)
                try await ground.take(
                    "take-up",
                    on: id,
                    telling: NewPetitionEvent(.step, texts: ["en": "A committee looks at it."])
                )
                try await ground.tell()
                try await ground.tell()
                let letters = try await ground.house.letters(to: Self.ada)
                #expect(letters.count == 2)
                let news = try #require(letters.last)
                #expect(news.subject == "News of “More benches”")
                #expect(news.text.contains("Signing went on"))
                #expect(news.text.contains("Taken up by the institution"))
                #expect(news.text.contains("A committee looks at it."))
                #expect(!news.text.contains("Signing was paused"))
                #expect(news.links == ["http://eci.localhost:\(pages.port)/en/petitions/1"])
            }
        }
    }

    @Test("the answer is the same whether somebody follows already or not; the email tells it")
    func same() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("More benches")
            try await ground.serve { pages in
                let link = try await ground.ask(Self.ada, pages)
                _ = try await pages.post(link, [])
                let again = try await pages.post(
                    "/en/petitions/1/followers",
                    [("email", "ADA@example.org")]
                )
                #expect(again.status == 303)
                #expect(again.field("Location") == "/en/petitions/1/followers?sent=yes")
                let letters = try await ground.house.letters(to: Self.ada)
                #expect(letters.map(\.subject).last == "You already follow “More benches”")
                // Pressed again, the link answers as before.
                #expect(try await pages.post(link, []).status == 303)
                #expect(try await pages.get(link).text.contains("You follow this petition"))
            }
        }
    }

    @Test("one press ends it, from the page or from a mail program; a link that is over says so")
    func end() async throws {
        try await PetitionGround.run { ground in
            let id = try await ground.add("More benches")
            try await ground.serve { pages in
                let link = try await ground.ask(Self.ada, pages)
                _ = try await pages.post(link, [])
                // As RFC 8058 has it: no session, no page of ours before.
                let ended = try await pages.post(
                    link + "/end",
                    [("List-Unsubscribe", "One-Click")]
                )
                #expect(ended.status == 200)
                #expect(ended.text.contains("You get no more of these emails"))
                #expect(try await pages.get(link).status == 410)
                #expect(try await pages.post(link + "/end", []).status == 200)
                #expect(try await pages.get("/en/petitions/followers/abc").status == 410)
                try await ground.take("pause", on: id)
                try await ground.tell()
                #expect(try await ground.house.letters(to: Self.ada).count == 1)
                #expect(try await ground.followers() == 0)
            }
        }
    }

    @Test("whoever does not confirm within a day is forgotten")
    func forgotten() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("More benches")
            try await ground.serve { pages in
                let link = try await ground.ask(Self.ada, pages)
                #expect(try await ground.followers() == 1)
                ground.house.clock.advance(by: .seconds(86_401))
                _ = try await pages.post(link, [])
                #expect(try await pages.get(link).text.contains("Confirm that you want"))
                try await ground.tell()
                #expect(try await ground.followers() == 0)
                #expect(try await pages.get(link).status == 410)
            }
        }
    }

    @Test("what is no address is given back with what to do; what is over cannot be followed")
    func refused() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("More benches")
            try await ground.add("Spam", "refuse") {
                $0.refusal = Petition.Refusal(reason: "unclear", texts: [:], isTextHidden: false)
            }
            try await ground.serve { pages in
                let path = "/fr/petitions/1/followers"
                let wrong = try await pages.post(path, [("email", "ada@")])
                #expect(wrong.status == 422)
                #expect(wrong.text.contains("value=\"ada@\""))
                #expect(wrong.text.contains("id=\"error-summary\""))
                #expect(try await pages.get("/en/petitions/2/followers").status == 404)
                #expect(!(try await pages.get("/en/petitions/2").text.contains("2/followers")))
            }
        }
    }

    @Test("from one network only so many ask within an hour")
    func network() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("More benches")
            try await ground.serve { pages in
                let path = "/en/petitions/1/followers"
                for number in 0..<Limits.followersPerNetwork {
                    let answer = try await pages.post(path, [("email", "a\(number)@example.org")])
                    #expect(answer.status == 303)
                }
                let more = try await pages.post(path, [("email", Self.ada)])
                #expect(more.status == 422)
                #expect(more.text.contains("many people have asked from here"))
                ground.house.clock.advance(by: .seconds(3600))
                #expect(try await pages.post(path, [("email", Self.ada)]).status == 303)
            }
        }
    }

    @Test("whoever has asked as often as may be learns of no address whether it follows")
    func oracle() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("More benches")
            try await ground.serve { pages in
                let link = try await ground.ask(Self.ada, pages)
                _ = try await pages.post(link, [])
                let path = "/en/petitions/1/followers"
                for number in 1..<Limits.followersPerNetwork {
                    let answer = try await pages.post(path, [("email", "a\(number)@example.org")])
                    #expect(answer.status == 303)
                }
                // It counts like one that nobody knows.
                #expect(try await pages.post(path, [("email", Self.ada)]).status == 303)
                for address in ["eve@example.org", Self.ada] {
                    let more = try await pages.post(path, [("email", address)])
                    #expect(more.status == 422, "\(address)")
                }
                ground.house.clock.advance(by: .seconds(86_401))
                try await ground.tell()
                let kept = try await ground.house.database.read(in: ground.house.scope()) {
                    transaction -> Int? in
                    try transaction.value(
                        """
                        SELECT count(*) FROM petition_follower
                        WHERE tenant_id = \(transaction.tenant)
                          AND space_id = \(transaction.space)
                          AND confirmed_at IS NOT NULL AND network IS NULL
                        """
                    )
                }
                #expect(kept == 1)
            }
        }
    }

    @Test("what is over tells its last news, and forgets who followed it")
    func over() async throws {
        try await PetitionGround.run { ground in
            let id = try await ground.add("More benches")
            try await ground.serve { pages in
                let link = try await ground.ask(Self.ada, pages)
                _ = try await pages.post(link, [])
                try await ground.take("stop", on: id)
                try await ground.tell()
                #expect(try await ground.house.letters(to: Self.ada).count == 2)
                #expect(try await ground.followers() == 0)
            }
        }
    }

    @Test("rows of one follower at two petitions have nothing in common, nor one with the address")
    func apart() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("More benches")
            try await ground.add("Fewer benches")
            try await ground.serve { pages in
                _ = try await ground.ask(Self.ada, pages)
                _ = try await pages.post("/en/petitions/2/followers", [("email", Self.ada)])
            }
            let rows: [[UInt8]] = try await ground.house.database.read(in: ground.house.scope()) {
                transaction in
                try transaction.column(
                    """
                    SELECT mailbox FROM petition_follower
                    WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                    ORDER BY petition_id
                    """
                )
            }
            #expect(rows.count == 2 && Set(rows).count == 2)
            #expect(!rows.contains(Array(Self.ada.utf8)))
        }
    }
}

extension PetitionGround {
    /// Asks for news of the first petition; gives the path of the link in the email.
    fileprivate func ask(_ address: String, _ pages: TestSite) async throws -> String {
        let asked = try await pages.post("/en/petitions/1/followers", [("email", address)])
        #expect(asked.status == 303)
        let letter = try #require(try await house.letters(to: address).last)
        #expect(letter.subject == "Do you want to follow “More benches”?")
        let link = try #require(letter.links.first)
        let scheme = try #require(link.firstRange(of: "://"))
        return String(link[scheme.upperBound...].drop { $0 != "/" })
    }

    /// Runs the job that writes the emails.
    fileprivate func tell() async throws {
        let job = try #require(petitions.publicJobs.first)
        _ = try await job.run(JobRun(now: house.clock.now))
    }

    fileprivate func followers() async throws -> Int {
        try await house.database.read(in: house.scope()) { transaction in
            try transaction.value(
                """
                SELECT count(*) FROM petition_follower
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                """
            ) ?? 0
        }
    }
}
