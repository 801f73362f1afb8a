import Foundation
import Jobs
import Kernel
import Mail
import Storage
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: whoever works on the pages reads every letter, and nobody else reads any.
///
/// Method: a letter sent to a folder, and the pages that show it, with and without development.
@Suite("The page of mail in development")
struct MailPagesTests {
    @Test("it is not there unless it was asked for")
    func absent() async throws {
        try await TestHouse.run(modules: []) { house in
            try await TestSite.run(house: house) { site in
                let page = try await site.get("/en/development/mail")

                #expect(page.status == 404)
            }
        }
    }

    @Test("it shows the letters of its institution, each as text and as HTML that can do nothing")
    func present() async throws {
        try await TestHouse.run(modules: []) { house in
            let folder = MailFolder(path: house.folder.path + "/mail", clock: house.clock.clock)
            try await Self.write("A first <letter>", at: .eci, in: house)
            try await Self.write("Not yours", at: .other, in: house)
            try await Self.send(to: folder, in: house)
            house.clock.advance(by: .seconds(1))
            try await Self.write("A second letter", at: .eci, in: house)
            try await Self.send(to: folder, in: house)
            let foreign = try #require(folder.items(of: .other).first)
            var options = TestSite.Options()
            options.mailFolder = folder
            try await TestSite.run(house: house, options: options) { site in
                let list = try await site.get("/en/development/mail").text
                let second = try #require(list.range(of: "A second letter"))
                let first = try #require(list.range(of: "A first &lt;letter&gt;"))
                let newest = try #require(folder.items(of: .eci).first)
                let path = "/en/development/mail/" + newest.id
                let shown = try await site.get(path)
                let html = try await site.get(path + "/html")
                let other = try await site.get("/en/development/mail/" + foreign.id)
                let climbing = try await site.get("/en/development/mail/..%2f..%2fsecret")

                #expect(second.lowerBound < first.lowerBound)
                #expect(!list.contains("Not yours"))
                #expect(shown.status == 200)
                #expect(shown.text.contains("<a href=\"https://eci.example.org/x?a=1&amp;b=2\">"))
                #expect(shown.text.contains("src=\"\(path)/html\""))
                #expect(html.field("Content-Type") == "text/html; charset=utf-8")
                let policy = html.field("Content-Security-Policy") ?? ""
                #expect(policy.hasPrefix("sandbox ") && policy.contains("default-src 'none'"))
                #expect(!policy.contains("allow-scripts"))
                #expect(html.field("Cache-Control") == "no-store")
                #expect(html.text.contains("A second letter"))
                #expect(other.status == 404 && climbing.status == 404)
            }
            let files = try house.folder.files().keys
            #expect(files.filter { $0.hasSuffix(".eml") }.count == 3)
        }
    }

    private static func write(
        _ subject: String,
        at tenant: Tenant.ID,
        in house: TestHouse
    ) async throws {
        let outbox = house.host.outbox
        try await house.database.write(in: house.scope(tenant)) { transaction in
            let letter = Letter(
                to: "ada@example.org",
                language: .english,
                cause: .owner,
                subject: subject,
                blocks: [
                    .button(label: "Open", address: "https://eci.example.org/x?a=1&b=2")
                ]
            )
            try outbox.add(letter, in: &transaction).get()
        }
    }

    private static func send(to folder: MailFolder, in house: TestHouse) async throws {
        let tenants = house.tenants
        let postman = Postman(
            database: house.database,
            outbox: house.host.outbox,
            carrier: folder,
            translations: house.pages.translations,
            clock: house.clock.clock,
            letterhead: { try await tenants.letterhead(of: $0) }
        )
        let jobs = MailJobs.all(postman) { _ in [] }
        for job in jobs { _ = try await job.run(JobRun(now: house.clock.now)) }
    }
}
