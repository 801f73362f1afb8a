import Kernel
import TestSupport
import Testing

@testable import Accounts

/// Goal: people read the time that the clocks of their institution show.
///
/// Method: one instant, at institutions of three zones.
@Suite("The time of an institution")
struct ClocksTests {
    @Test(
        "moments are those of its clocks, whatever the server's are",
        arguments: [
            ("Europe/Brussels", "12:00"), ("Europe/Helsinki", "13:00"), ("Indian/Reunion", "15:00"),
        ]
    )
    func moments(name: String, time: String) async throws {
        let zone = try #require(CivilZone(name: name))
        try await AccountHouse.run(zone: zone) { house in
            var ada = try await house.register()

            let page = try await ada.get("/en/account/sessions")

            #expect(page.text.contains(time), "\(page.text)")
            #expect(page.text.contains("datetime=\"2026-11-21T11:00:"))
        }
    }
}
