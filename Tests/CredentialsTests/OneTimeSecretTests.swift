import Kernel
import TestSupport
import Testing

@testable import Credentials

/// Goal: the codes are those of every authenticator app, and each is good once.
///
/// Method: the vectors of RFC 6238, and clocks before, at and after each end.
@Suite("One-time codes")
struct OneTimeSecretTests {
    @Test(
        "the codes are those of RFC 6238, appendix B",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
            (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)]
    )
    func vectors(seconds: Int64, code: String) throws {
        let secret = try makeSecret()
        let now = Instant(milliseconds: seconds * 1000)

        #expect(secret.code(at: now) == code)
        #expect(secret.step(of: code, at: now, after: nil) == Int(seconds / 30))
    }

    @Test("a code is good in its half minute, the one before and the one after")
    func window() throws {
        let secret = try makeSecret()
        let made = Instant(milliseconds: 1_795_258_800_000)
        let code = secret.code(at: made)
        let step = Int(made.milliseconds / 30_000)

        for (offset, isGood) in [
            (-30_001, false), (-30_000, true), (0, true), (59_999, true), (60_000, false),
        ] as [(Int64, Bool)] {
            let now = Instant(milliseconds: made.milliseconds + offset)
            #expect(
                secret.step(of: code, at: now, after: nil) == (isGood ? step : nil),
                "\(offset)"
            )
        }
    }

    @Test("a code is good once, and none before it is good afterwards")
    func once() throws {
        let secret = try makeSecret()
        let now = Instant(milliseconds: 1_795_258_800_000)
        let later = now.adding(.seconds(30))
        let step = try #require(secret.step(of: secret.code(at: now), at: now, after: nil))

        #expect(secret.step(of: secret.code(at: now), at: now, after: step) == nil)
        #expect(secret.step(of: secret.code(at: now), at: later, after: step + 1) == nil)
        #expect(secret.step(of: secret.code(at: later), at: now, after: step) == step + 1)
        #expect(secret.step(of: secret.code(at: later), at: later, after: step) == step + 1)
        #expect(secret.step(of: secret.code(at: later), at: later, after: step + 1) == nil)
    }

    @Test(
        "a code may be typed in groups and with digits of full width",
        arguments: ["287082", "287 082", " 287-082 ", "２８７０８２", "287\u{A0}082"]
    )
    func typed(text: String) throws {
        let now = Instant(milliseconds: 59_000)
        #expect(try makeSecret().step(of: text, at: now, after: nil) == 1)
    }

    @Test(
        "anything else is no code",
        arguments: [
            "", "28708", "2870822", "287083", "28708a", "+287082", "-", "٢٨٧٠٨٢", "287082\n",
            "287.082",
            "94287082", "0x46170a",
        ]
    )
    func refused(text: String) throws {
        let now = Instant(milliseconds: 59_000)
        #expect(try makeSecret().step(of: text, at: now, after: nil) == nil)
    }

    @Test("ten megabytes are refused without looking at them")
    func huge() throws {
        let text = String(repeating: " ", count: 10_000_000) + "287082"
        #expect(
            try makeSecret().step(of: text, at: Instant(milliseconds: 59_000), after: nil) == nil
        )
    }

    @Test("another secret has other codes")
    func other() throws {
        let random = Random.seeded()
        let (first, second) = (OneTimeSecret(random: random), OneTimeSecret(random: random))
        let now = TestClock.noon

        #expect(first.bytes.count == 20)
        #expect(first.bytes != second.bytes)
        #expect(second.step(of: first.code(at: now), at: now, after: nil) == nil)
        #expect(OneTimeSecret(bytes: first.bytes)?.code(at: now) == first.code(at: now))
        #expect(OneTimeSecret(bytes: []) == nil)
        #expect(OneTimeSecret(bytes: Array(first.bytes.dropLast())) == nil)
        #expect("\(first)" == "(secret)")
    }

    @Test("apps read the secret from an address, and people from groups of four")
    func address() throws {
        let secret = try makeSecret()

        #expect(secret.text == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
        #expect(
            secret.address(issuer: "Sénat & Cie: test", account: "ada+x@example.org?a=b#c%/") == """
                otpauth://totp/S%C3%A9nat%20%26%20Cie%20%20test:ada%2Bx%40example.org%3Fa%3Db%23c%25%2F\
                ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=S%C3%A9nat%20%26%20Cie%20%20test\
                &algorithm=SHA1&digits=6&period=30
                """
        )
        #expect(secret.address(issuer: "\n\u{1}", account: "").contains("/%0A%01:?"))
    }

    private func makeSecret() throws -> OneTimeSecret {
        try #require(OneTimeSecret(bytes: Array("12345678901234567890".utf8)))
    }
}
