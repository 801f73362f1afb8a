import Accounts
import Jobs
import Kernel
import Storage
import TestSupport
import Testing

/// Goal: everything that is held about somebody can be seen and deleted by them, and read by nobody.
///
/// Method: a live site, and the tables beneath it.
@Suite("One's own data")
struct OwnDataTests {
    @Test("the archive holds the account, and only one's own")
    func archive() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register("bob@example.org", name: "Bob")
            var owner = try await house.register()

            let answer = try await owner.get("/en/account/data/archive")

            #expect(answer.status == 200)
            #expect(answer.field("Content-Type") == "application/zip")
            #expect(answer.field("Content-Disposition")?.hasPrefix("attachment") == true)
            #expect(answer.field("Cache-Control") == "no-store")
            #expect(answer.body.starts(with: Array("PK".utf8)))
            let documents = try await house.house.documents(of: owner, at: house)
            let account = try #require(documents.first { $0.name == "accounts/account.json" })
            let text = String(decoding: account.json, as: UTF8.self)
            #expect(text.contains("\"email\" : \"ada@example.org\""))
            #expect(text.contains("\"version\" : \"2026-11-30\""))
            #expect(text.contains("Firefox, Linux"))
            #expect(!text.contains("Bob"))
        }
    }

    @Test("a deleted account leaves no row with its number but the record of its roles")
    func deletion() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            _ = try await house.startCodes(in: &owner, password: AccountHouse.password)
            let asked = try await owner.submit("/en/account/deletion")
            #expect(asked.text.contains("Check your email"))
            let link = try await house.link()
            #expect(try await owner.get(link).status == 200)
            #expect(try await house.rows() > 0)

            let done = try await owner.post(link)

            #expect(done.text.contains("Your account is deleted"))
            #expect(owner.cookies.isEmpty)
            #expect(try await house.rows() == 0)
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.subject == "Your account has been deleted")
            #expect(try await owner.post(link).status == 410)
        }
    }

    @Test("when what is said about personal data has changed, a member is asked again, once")
    func consent() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            let before = try await owner.get("/en/account")
            // The program itself never changes what somebody agreed to.
            try await house.house.database.alter { transaction in
                try transaction.run("UPDATE member_consent SET version = '2020-01-01'")
            }

            let asked = try await owner.get("/en/account")
            let unread = try await owner.submit("/en/account/consents")
            let agreed = try await owner.submit("/en/account/consents", [TestConsent.read])
            let after = try await owner.get("/en/account")
            let data = try await owner.get("/en/account/data")

            #expect(!before.text.contains("/en/account/consents"))
            #expect(asked.text.contains("action=\"/en/account/consents\""))
            #expect(unread.text.contains("action=\"/en/account/consents\""))
            #expect(agreed.text.contains("Your agreement has been saved"))
            #expect(!after.text.contains("/en/account/consents"))
            #expect(
                data.text.contains("2020-01-01") || data.text.contains("1\u{A0}January\u{A0}2020")
            )
        }
    }

    @Test("the last administrator cannot be deleted")
    func lastAdministrator() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()

            let answer = try await root.post("/en/account/deletion")

            #expect(answer.status == 409)
            #expect(answer.text.contains("only administrator"))
        }
    }

    @Test("no column holds a name, an address or a token that can be read")
    func sealed() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register(AccountHouse.ada, name: "Augusta Ada")
            try await house.setPassword(in: &owner)
            _ = try await owner.post(
                "/en/account/email",
                [("email", "ada@new.example"), ("present-password", AccountHouse.password)]
            )
            let token = try #require(owner.cookies["session"])
            let link = try await house.link(to: "ada@new.example")
            let linkToken = try #require(link.split(separator: "/").last)

            let cells = try await house.everyCell()

            #expect(cells.count > 30)
            for secret in [
                "ada@example.org", "ada@new.example", "Augusta", "umbrellas", "192.0.2.1", token,
                String(linkToken), "Firefox",
            ] {
                let found = cells.filter { $0.contains(secret.utf8) }
                #expect(found.isEmpty, "\(secret)")
            }
        }
    }

    @Test("what is over is forgotten by itself")
    func upkeep() async throws {
        try await AccountHouse.run { house in
            var browser = try await house.register()
            _ = try await browser.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            let job = house.house.accounts.upkeep { _ in [] }
            #expect(try await job.run(.init(now: house.house.clock.now)) == nil)

            house.house.clock.advance(by: .seconds(15 * 86_400))
            let said = try await job.run(.init(now: house.house.clock.now))

            #expect(said == "2 rows that were over")
            #expect(try await house.count("member_session") == 0)
            #expect(try await house.count("member_token") == 0)
            #expect(try await house.count("member") == 1)
        }
    }
}
