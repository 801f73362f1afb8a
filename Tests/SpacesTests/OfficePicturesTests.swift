import Kernel
import Pictures
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: an institution sets its pictures in the browser, and nothing is kept that is no picture.
///
/// Method: the forms of one page, sent to a live site with good files and bad ones.
@Suite("Pictures in the back office")
struct OfficePicturesTests {
    @Test("a logo is taken, said in words, refused beside its field and removed again")
    func logo() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let path = "/en/admin/institution/pictures"
            let white = Canvas.Ink(255, 255, 255)
            let canvas = Canvas(width: 120, height: 60, ground: white, inks: [white])
            let png = try #require(canvas.picture()).bytes
            let mark = try #require(try await rosa.get(path).value(ofField: "mark"))
            func form(_ kind: String, _ bytes: [UInt8], says: String = "") -> [UInt8] {
                let file = MultipartText.File(
                    "file-\(kind)",
                    name: bytes.isEmpty ? "" : "logo.png",
                    type: "image/png",
                    bytes: bytes
                )
                let texts = kind == "logo" ? [("text-en", says), ("text-fr", "")] : []
                return MultipartText.encode([("mark", mark)] + texts, [file])
            }

            let svg = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
            for (kind, bytes, says, words) in [
                ("logo", svg, "Town", "PNG or JPEG"), ("logo", [], "", "Choose a picture"),
                ("favicon", png, "", "Choose a square picture"),
                ("share", png, "", "this one has 120 × 60 pixels"),
            ] {
                let answer = try await rosa.send(
                    "\(path)/\(kind)",
                    form(kind, bytes, says: says)
                )
                #expect(answer.status == 422 && answer.text.contains(words), "\(words)")
                #expect(answer.text.contains("name=\"text-en\" type=\"text\" value=\"\(says)\""))
            }
            #expect(try await rosa.send("\(path)/mug", form("mug", png)).status == 404)
            let arms = "The coat of arms"
            let saved = try await rosa.send("\(path)/logo", form("logo", png, says: arms))
            #expect(saved.status == 303)
            let site = try await house.own()
            #expect(site.look.pictures[.logo]?.width == 120)
            #expect(site.look.logoTexts == [.english: arms])

            let late = try await rosa.submit("\(path)/logo/removal", [("mark", mark)])
            #expect(late.status == 422 && late.text.contains("Someone else has changed this"))
            #expect(late.text.contains("<h2>Nothing was saved</h2>"))
            #expect(!late.text.contains("aria-invalid"))
            let again = try #require(late.value(ofField: "mark"))
            let gone = try await rosa.submit("\(path)/logo/removal", [("mark", again)])
            #expect(gone.text.contains("Removed."))
            #expect(try await house.own().look.pictures.isEmpty)
        }
    }
}

extension SuggestionHouse {
    /// The institution as it is stored now.
    func own() async throws -> Site {
        try #require(try await house.tenants.all().first { $0.tenant.id == .eci })
    }
}
