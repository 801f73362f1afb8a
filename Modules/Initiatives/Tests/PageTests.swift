import FoundationEssentials
import Kernel
import TestSupport
import Testing
import Text
import Web

@testable import Initiatives

/// Goal: everybody can find, read and check, in their language, and nobody sees another's data.
///
/// Method: pages of a live site over a socket.
@Suite("The pages of initiatives")
struct PageTests {
    @Test("search folds accents and case, filters by state, and says when nothing is found")
    func search() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002", from: 5, to: 90, title: "Élections à l’école")
            try await site.serve { pages in
                let found = try await pages.get("/en/initiatives?q=ELECTIONS+ecole")
                let open = try await pages.get("/en/initiatives?state=open")
                let nothing = try await pages.get("/fr/initiatives?q=zzzz%25")

                #expect(found.text.contains("Élections"))
                #expect(!found.text.contains("More benches"))
                #expect(!open.text.contains("Élections"))
                #expect(open.text.contains("More benches"))
                #expect(nothing.status == 200)
                #expect(nothing.text.contains("Rien ne correspond à votre recherche"))
            }
        }
    }

    @Test(
        "the list is paged without gaps or repeats, in every order",
        arguments: Browse.Order.allCases
    )
    func paging(order: Browse.Order) async throws {
        try await InitiativeHouse.run { site in
            for number in 10..<50 {
                try await site.register(
                    "2026-0000\(number)",
                    from: -number,
                    to: number,
                    title: "Initiative \(number)",
                    objectives: "Not a bench more."
                )
            }
            for words in ["", "bench"] {
                var browse = Browse(words: words, order: order)
                // All hold it, one in its title.
                let count = 41
                var pages: [[String]] = []
                var back: ListCursor?

                repeat {
                    let found = try await site.initiatives.browse(browse, in: site.house.scope())
                    pages.append(found.page.items.map(\.id.text))
                    #expect(found.counts[.all] == count && found.page.moved == 0)
                    browse.cursor = found.page.next
                    back = found.page.previous
                } while browse.cursor != nil && pages.count < 100

                #expect(pages.flatMap(\.self).count == count)
                #expect(Set(pages.flatMap(\.self)).count == count)
                for page in pages.dropLast().reversed() {
                    browse.cursor = back
                    let found = try await site.initiatives.browse(browse, in: site.house.scope())
                    #expect(found.page.items.map(\.id.text) == page)
                    back = found.page.previous
                }
                #expect(back == nil)
            }
        }
    }

    @Test("another institution's initiative cannot be read, signed, counted or checked here")
    func tenants() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001"
                let signed = try await pages.post(path + "/statements", People.form(estonia))
                let receipt = try #require(
                    signed.field("Location")?.split(separator: "/").last.map(String.init)
                )

                let page = try await pages.get(path, tenant: "other")
                let list = try await pages.get("/en/initiatives", tenant: "other")
                let counts = try await pages.get(
                    "/api/v1/initiatives/2026-000001/counts",
                    tenant: "other"
                )
                let write = try await pages.post(
                    path + "/statements",
                    People.form(estonia),
                    tenant: "other"
                )
                let check = try await pages.get(path + "/receipts/" + receipt, tenant: "other")

                #expect(page.status == 404)
                #expect(!list.text.contains("More benches"))
                #expect(counts.status == 404)
                #expect(write.status == 404)
                #expect(check.status == 404)
            }
            #expect(try await site.total() == 1)
        }
    }

    @Test("a receipt says the day and nothing else; a changed one says nothing")
    func receipts() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001"
                let signed = try await pages.post(path + "/statements", People.form(estonia))
                let thanks = try #require(signed.field("Location"))
                let receipt = try #require(thanks.split(separator: "/").last.map(String.init))
                let changed = (receipt.hasPrefix("A") ? "B" : "A") + receipt.dropFirst()

                let thanked = try await pages.get(thanks)
                let checked = try await pages.get(path + "/receipts/" + receipt.lowercased())
                let wrong = try await pages.get(path + "/receipts/" + changed)
                let rubbish = try await pages.get(path + "/receipts/%F0%9F%98%80")

                #expect(thanked.text.contains("Thank you"))
                #expect(thanked.field("Cache-Control") == "no-store")
                #expect(checked.text.contains("Received on 21\u{A0}November\u{A0}2026"))
                #expect(!checked.text.contains("Ada"))
                #expect(!checked.text.contains("Estonia"))
                #expect(wrong.status == 404)
                #expect(wrong.text.contains("No statement with this receipt"))
                #expect(rubbish.status == 404)
            }
        }
    }

    @Test("counts are public data: JSON, any origin, ETag, a second of cache")
    func counts() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let path = "/api/v1/initiatives/2026-000001/counts"
                let answer = try await pages.get(path)
                let etag = try #require(answer.field("ETag"))
                let again = try await pages.get(path, fields: [("If-None-Match", etag)])
                let object = try ObjectNames.keys(of: answer.body)

                #expect(answer.status == 200)
                #expect(answer.field("Access-Control-Allow-Origin") == "*")
                #expect(answer.field("Cache-Control")?.contains("max-age=1,") == true)
                #expect(again.status == 304)
                #expect(object.isSuperset(of: ["total", "goal", "states", "asOf"]))
            }
        }
    }

    @Test("the nationality comes from the address, else from the browser's language")
    func preselection() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001"
                let asked = try await pages.get(path + "?country=MT")
                let belgian = try await pages.get(path, fields: [("Accept-Language", "fr-BE,fr")])
                let polish = try await pages.get(path, fields: [("Accept-Language", "pl")])
                let unknown = try await pages.get(path, fields: [("Accept-Language", "de")])

                #expect(asked.text.contains("value=\"MT\" selected"))
                #expect(belgian.text.contains("value=\"BE\" selected"))
                #expect(polish.text.contains("value=\"PL\" selected"))
                #expect(!unknown.text.contains("id=\"statement\""))
            }
        }
    }

    @Test(
        "an address without a language leads to the reader's, and unknown ones to a page that says so"
    )
    func languages() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let french = try await pages.get(
                    "/initiatives?q=x",
                    fields: [("Accept-Language", "fr-CA,fr;q=0.9,en;q=0.8")]
                )
                let missing = try await pages.get("/fr/initiatives/2099-000001")
                let method = try await HTTPExchange(port: pages.port).send(
                    "DELETE",
                    "/en/initiatives",
                    fields: [("Host", "eci.localhost")]
                )
                let stranger = try await pages.get("/en/", tenant: "stranger")

                #expect(french.status == 302)
                #expect(french.field("Location") == "/fr/initiatives?q=x")
                #expect(missing.status == 404)
                #expect(missing.text.contains("Page introuvable"))
                #expect(method.status == 405)
                #expect(method.field("Allow") == "GET, HEAD")
                #expect(stranger.status == 404)
                #expect(!stranger.text.contains("Institution"))
            }
        }
    }
}

/// The names at the top of a JSON object.
enum ObjectNames {
    private struct Anything: Decodable {
        let names: Set<String>

        private struct Name: CodingKey {
            let stringValue: String
            let intValue: Int? = nil
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Name.self)
            names = Set(container.allKeys.map(\.stringValue))
        }
    }

    static func keys(of bytes: [UInt8]) throws -> Set<String> {
        try JSONDecoder().decode(Anything.self, from: Data(bytes)).names
    }
}
