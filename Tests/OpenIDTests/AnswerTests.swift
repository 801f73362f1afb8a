import OpenID
import TestSupport
import Testing

@Suite("What the browser brings back")
struct AnswerTests {
    @Test("only the answer to this browser's own question counts")
    func state() async throws {
        try await Meeting.run { meeting in
            let other = await meeting.failure { $0[1].value = "another" }
            let none = await meeting.failure { $0.remove(at: 1) }
            let twice = await meeting.failure { $0.append($0[1]) }

            #expect(other == .stateMismatch)
            #expect(none == .stateMismatch)
            #expect(twice == .malformedAnswer)
            #expect(meeting.provider.count(of: .token) == 0)
        }
    }

    @Test("an answer of another provider is refused before its code is used")
    func issuer() async throws {
        try await Meeting.run { meeting in
            let failure = await meeting.failure { $0[2].value = "https://example.org" }

            #expect(failure == .issuerMismatch)
            #expect(meeting.provider.count(of: .token) == 0)
        }
    }

    @Test("an attempt at another provider is none here")
    func otherAttempt() async throws {
        try await Meeting.run { first in
            try await Meeting.run { second in
                let departure = try await first.client.begin(
                    redirectAddress: Meeting.redirectAddress
                )
                let answer = try first.provider.approve(departure)

                await #expect(throws: OpenIDFailure.stateMismatch) {
                    try await second.client.finish(
                        query: answer,
                        attempt: departure.attempt,
                        redirectAddress: Meeting.redirectAddress
                    )
                }
            }
        }
    }

    @Test("a provider need not name itself, unless it says that it always does")
    func unnamed() async throws {
        try await Meeting.run { meeting in
            #expect(await meeting.failure { $0.removeLast() } == nil)
        }
        try await Meeting.run(
            script: { $0.namesItselfInAnswers = true },
            { meeting in
                #expect(await meeting.failure() == nil)
                #expect(await meeting.failure { $0.removeLast() } == .issuerMismatch)
            }
        )
    }

    @Test("whoever comes back after ten minutes begins anew")
    func expired() async throws {
        try await Meeting.run { meeting in
            let departure = try await meeting.client.begin(
                redirectAddress: Meeting.redirectAddress
            )
            let answer = try meeting.provider.approve(departure)
            meeting.clock.advance(by: .seconds(601))

            await #expect(throws: OpenIDFailure.expiredAttempt) {
                try await meeting.client.finish(
                    query: answer,
                    attempt: departure.attempt,
                    redirectAddress: Meeting.redirectAddress
                )
            }
        }
    }

    @Test("a code works once")
    func codeTwice() async throws {
        try await Meeting.run { meeting in
            let departure = try await meeting.client.begin(
                redirectAddress: Meeting.redirectAddress
            )
            let answer = try meeting.provider.approve(departure)
            let finish = {
                try await meeting.client.finish(
                    query: answer,
                    attempt: departure.attempt,
                    redirectAddress: Meeting.redirectAddress
                )
            }
            _ = try await finish()

            await #expect {
                try await finish()
            } throws: { error in
                guard case .refused(let refusal) = error as? OpenIDFailure else { return false }
                return refusal.code == "invalid_grant"
            }
        }
    }

    @Test("a code that another browser's sign-in earned is worth nothing here")
    func injectedCode() async throws {
        try await Meeting.run { meeting in
            let attacker = try await meeting.client.begin(
                redirectAddress: Meeting.redirectAddress
            )
            let stolen = try meeting.provider.approve(attacker)[0]

            guard case .refused(let error) = await meeting.failure(changing: { $0[0] = stolen })
            else {
                Issue.record("not refused")
                return
            }
            #expect(error.code == "invalid_grant")
        }
    }

    @Test(
        "a person may give up",
        arguments: ["access_denied", "login_required", "interaction_required"]
    )
    func cancelled(code: String) async throws {
        try await Meeting.run { meeting in
            let failure = await meeting.failure { $0[0] = ("error", code) }

            #expect(failure == .cancelled)
            #expect(meeting.provider.count(of: .token) == 0)
        }
    }

    @Test("a provider's refusal keeps its code and its words, short and plain")
    func refused() async throws {
        try await Meeting.run { meeting in
            let failure = await meeting.failure {
                $0[0] = ("error", "Y000007")
                $0.append(
                    (
                        "error_description",
                        "Échec\u{202E} <b>de\n la</b> \u{0}connexion "
                            + String(repeating: "x", count: 500)
                    )
                )
            }

            guard case .refused(let error) = failure else {
                Issue.record("not refused")
                return
            }
            #expect(error.code == "Y000007")
            #expect(error.description.hasPrefix("Échec <b>de la</b> connexion xxx"))
            #expect(error.description.count == 200)
        }
    }

    @Test("an error that is no error code is not repeated", arguments: ["<script>", "", "a b"])
    func malformedError(code: String) async throws {
        try await Meeting.run { meeting in
            let failure = await meeting.failure { $0[0] = ("error", code) }

            #expect(failure == .malformedAnswer)
        }
    }

    @Test("an answer without a code is none")
    func noCode() async throws {
        try await Meeting.run { meeting in
            #expect(await meeting.failure { $0.removeFirst() } == .malformedAnswer)
            #expect(await meeting.failure { $0[0].value = "" } == .malformedAnswer)
        }
    }
}
