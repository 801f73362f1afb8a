import FoundationEssentials
import Kernel
import Pictures
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: an institution looks as its operator wants, within what can be read and is safe, and no
/// other changes with it.
///
/// Method: changes to the two institutions of every test house, then their pages over a socket.
@Suite("How institutions look")
struct LookTests {
    /// Forty-eight by forty-eight.
    private static let icon = Array(
        Data(
            base64Encoded: """
                iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAIAAADYYG7QAAAAOklEQVR42u3OQQ0AAAgEoCtiFksa2BbO\
                BxsBSPW8EiEhISEhISEhISEhISEhISEhISEhISEhISGhOwsky3B5pDyndgAAAABJRU5ErkJggg==
                """
        ) ?? Data()
    )

    @Test("name, colours, pictures and links are on every page, and only on that institution's")
    func pages() async throws {
        try await TestHouse.run(modules: []) { house in
            var change = TenantChange()
            change.name = "Sénat & Cie"
            change.color = "#e8590c"
            change.pictures = [.logo: Self.icon, .favicon: Self.icon]
            change.links = [
                .legalNotice: "https://senat.example/legal", .contact: "mailto:a@senat.example",
                .privacy: "https://senat.example/privacy",
            ]
            let report = try await house.tenants.edit(change, in: house.scope()).get()

            try await TestSite.run(house: house) { site in
                let page = try await site.get("/en/accessibility")
                let other = try await site.get("/en/accessibility", tenant: "other")
                let day = try #require(report.day?.used.digits)
                let night = try #require(report.night?.used.digits)
                let sheet = try await site.get("/looks/\(day)-\(night).css")

                for part in [
                    "Sénat &amp; Cie", "href=\"/looks/\(day)-\(night).css\"",
                    "class=\"own\" src=\"/looks/", "rel=\"icon\" href=\"/looks/",
                    "href=\"https://senat.example/legal\"", "href=\"mailto:a@senat.example\"",
                    "href=\"https://senat.example/privacy\"", "href=\"/en/accessibility\"",
                ] {
                    #expect(page.text.contains(part), "\(part)")
                }
                #expect(day != "e8590c")
                #expect(!other.text.contains("/looks/") && !other.text.contains("senat"))
                #expect(sheet.text.contains("--accent: #\(day);"))
                #expect(sheet.field("Content-Type") == "text/css; charset=utf-8")
                #expect(sheet.field("Cache-Control") == "public, max-age=31536000, immutable")
            }
        }
    }

    @Test("a picture is served for ever as what it is, can do nothing, and is nobody else's")
    func picture() async throws {
        try await TestHouse.run(modules: []) { house in
            var change = TenantChange()
            change.pictures = [.logo: Self.icon]
            let report = try await house.tenants.edit(change, in: house.scope()).get()
            let kept = try #require(report.pictures[.logo])
            let path = "/looks/\(ContentName(of: kept.bytes).text).png"

            try await TestSite.run(house: house) { site in
                let picture = try await site.get(path, fields: [("Accept-Encoding", "gzip")])
                let again = try await site.get(path)
                let other = try await site.get(path, tenant: "other")
                let wrongType = try await site.get(path.replacing(".png", with: ".jpeg"))

                #expect(picture.status == 200 && picture.body == kept.bytes)
                #expect(again.body == kept.bytes)
                #expect(picture.field("Content-Type") == "image/png")
                #expect(picture.field("Content-Encoding") == nil)
                #expect(picture.field("X-Content-Type-Options") == "nosniff")
                #expect(
                    picture.values("Content-Security-Policy") == ["sandbox; default-src 'none'"]
                )
                #expect(picture.field("Cache-Control") == "public, max-age=31536000, immutable")
                #expect(other.status == 404 && wrongType.status == 404)
            }
        }
    }

    @Test("browsers that ask for an icon by themselves get the institution's own, where it has one")
    func icon() async throws {
        try await TestHouse.run(modules: []) { house in
            var change = TenantChange()
            change.pictures = [.favicon: Self.icon]
            let report = try await house.tenants.edit(change, in: house.scope()).get()
            let kept = try #require(report.pictures[.favicon])
            let path = "/looks/\(ContentName(of: kept.bytes).text).png"

            try await TestSite.run(house: house) { site in
                let own = try await site.get("/favicon.ico")
                let usual = try await site.get("/favicon.ico", tenant: "other")
                let portal = try await HTTPExchange(port: site.port).get("/favicon.ico")

                #expect(own.status == 302 && own.field("Location") == path)
                #expect(own.field("Cache-Control") == "public, max-age=3600")
                #expect(try await site.get(path).body == kept.bytes)
                for answer in [usual, portal] {
                    #expect(answer.status == 200)
                    #expect(answer.field("Content-Type") == "image/svg+xml")
                }
            }
        }
    }

    @Test("an address that names no colours and no picture leads nowhere")
    func nowhere() async throws {
        try await TestHouse.run(modules: []) { house in
            try await TestSite.run(house: house) { site in
                for path in [
                    "/looks", "/looks/", "/looks/a.css", "/looks/1d3f94.css",
                    "/looks/1D3F94-a8bfff.css", "/looks/abc-abc.css",
                    "/looks/1d3f94-a8bfff-000000.css", "/looks/%7D-%7B.css", "/looks/x.svg",
                    "/looks/1d3f94-a8bfff.css.css", "/looks/..%2Flogo.svg",
                    "/looks/0123456789abcdef0123456789abcdef.png",
                ] {
                    let answer = try await site.get(path)

                    #expect(answer.status == 404, "\(path)")
                }
            }
        }
    }

    @Test("what is set can be changed and taken away again")
    func changed() async throws {
        try await TestHouse.run(modules: []) { house in
            let look = { try await house.tenants.all().first { $0.tenant.id == .eci }?.look }
            var change = TenantChange()
            change.color = "#1d3f94"
            change.nightColor = "#a8bfff"
            change.pictures = [.favicon: Self.icon]
            change.links = [.contact: "https://a.example/"]
            _ = try await house.tenants.edit(change, in: house.scope()).get()
            change = TenantChange()
            change.color = "#7a2c6e"
            change.links = [.contact: "https://b.example/"]
            _ = try await house.tenants.edit(change, in: house.scope()).get()
            let changed = try #require(try await look())
            change = TenantChange()
            change.removals = TenantChange.Part.all
            _ = try await house.tenants.edit(change, in: house.scope()).get()

            #expect(changed.accent?.day == "7a2c6e")
            #expect(changed.links == [.contact: "https://b.example/"])
            #expect(changed.pictures[.favicon]?.width == 48)
            #expect(try await look() == .plain)
        }
    }

    @Test("what cannot be is refused, and nothing of the rest is done")
    func refused() async throws {
        try await TestHouse.run(modules: []) { house in
            var changes: [(TenantChange.Refusal, TenantChange)] = []
            let ask = { (refusal: TenantChange.Refusal, edit: (inout TenantChange) -> Void) in
                var change = TenantChange()
                change.links[.accessibility] = "https://a.example/"
                edit(&change)
                changes.append((refusal, change))
            }
            ask(.invalidName) { $0.name = "" }
            ask(.noColor("red")) { $0.color = "red" }
            ask(.nightWithoutDay) { $0.nightColor = "#fff" }
            ask(.picture(.logo, .svg)) { $0.pictures[.logo] = Array("<svg/>".utf8) }
            ask(.picture(.share, .wrongSize(width: 48, height: 48))) {
                $0.pictures[.share] = Self.icon
            }
            ask(.invalidLink(.privacy)) { $0.links[.privacy] = "http://a.example/" }
            ask(.invalidLink(.privacy)) { $0.links[.privacy] = "mailto:a@b.example" }
            ask(.invalidLink(.contact)) { $0.links[.contact] = "mailto:nobody" }
            ask(.invalidLink(.contact)) { $0.links[.contact] = "javascript:alert(1)" }
            ask(.invalidLink(.contact)) { $0.links[.contact] = "https://a@b.example/" }
            ask(.invalidLink(.legalNotice)) { $0.links[.legalNotice] = "https://x" }
            changes.append((.nothingToDo, TenantChange()))

            for (refusal, change) in changes {
                #expect(try await house.tenants.edit(change, in: house.scope()).refusal == refusal)
            }
            var change = TenantChange()
            change.color = "#ffd617"
            let yellow = try await house.tenants.edit(change, in: house.scope()).refusal
            change.color = "#1d3f94"
            let nobody = try #require(Tenant.ID("nobody"))

            guard case .unreadableColor(_, _, isNight: false) = yellow else {
                Issue.record("\(String(describing: yellow))")
                return
            }
            #expect(
                try await house.tenants.edit(change, in: house.scope(nobody)).refusal
                    == .unknownTenant
            )
            #expect(try await house.tenants.all().allSatisfy { $0.look == .plain })
        }
    }
}

extension Result {
    fileprivate var refusal: Failure? {
        if case .failure(let refusal) = self { refusal } else { nil }
    }
}
