import Kernel
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: whoever works on the pages sees every component, and nobody who takes part does.
///
/// Method: the site with and without the page of design.
@Suite("The page of design")
struct DesignPagesTests {
    @Test("it is not there unless it was asked for")
    func absent() async throws {
        try await TestHouse.run(modules: []) { house in
            try await TestSite.run(house: house) { site in
                let page = try await site.get("/en/design")

                #expect(page.status == 404)
            }
        }
    }

    @Test("it shows every component, once it was asked for", arguments: ["en", "fr"])
    func present(language: String) async throws {
        var options = TestSite.Options()
        options.isDevelopment = true
        try await TestHouse.run(modules: []) { [options] house in
            try await TestSite.run(house: house, options: options) { site in
                let page = try await site.get("/\(language)/design")

                #expect(page.status == 200)
                #expect(page.text.contains("noindex"))
                for part in [
                    "notice-error", "error-summary", "textarea", "type=\"file\"", "fieldset",
                    "stepper", "tabs", "<dialog", "breadcrumb", "timeline", "class=\"empty\"",
                    "pagination", "class=\"crowd", "class=\"europe\"", "cards-on-phone",
                    "class=\"qr-code\"", "class=\"fold\"",
                ] {
                    #expect(page.text.contains(part), "\(part)")
                }
            }
        }
    }
}
