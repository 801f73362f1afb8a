import Jobs
import Mail
import TestSupport
import Testing

/// Goal: somebody whose address was out of order gets letters again without waiting for a month.
///
/// Method: forms over a socket to a live site, and a mail server that knows no mailbox.
@Suite("Suspended addresses")
struct SuspensionTests {
    @Test("an administrator lets letters go to an address again; the answer tells nothing of it")
    func lift() async throws {
        try await AccountHouse.run { house in
            let (ada, form) = (AccountHouse.ada, [("email", AccountHouse.ada), ("way", "link")])
            var (root, _) = try await house.administrator()
            var owner = try await house.register()
            _ = try await house.house.postman(TestCarrier { _ in .noSuchAddress(550) })
                .send(JobRun(now: house.house.clock.now))

            let refused = try await owner.post("/en/sign-in", form)
            let account = try await root.get("/en/account")
            let lifted = try await root.submit("/en/suspensions", [("email", ada)])
            let other = try await root.submit("/en/suspensions", [("email", "bob@example.org")])
            let wrong = try await root.post("/en/suspensions", [("email", "ada@example")])
            let stranger = try await owner.post("/en/suspensions", [("email", ada)])
            let sent = try await owner.post("/en/sign-in", form)

            #expect(refused.status == 422)
            #expect(refused.text.contains("come back"))
            #expect(account.text.contains("/en/suspensions"))
            #expect(lifted.text.contains("send emails to this address again"))
            #expect(other.text == lifted.text)
            #expect(wrong.status == 422 && wrong.text.contains("value=\"ada@example\""))
            #expect(stranger.status == 403)
            #expect(sent.status == 303)
        }
    }
}
