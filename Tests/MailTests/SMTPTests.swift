import Kernel
import Localization
import Spaces
import TestSupport
import Testing

@testable import Mail

/// Goal: a message arrives as it was written, nothing travels in the open, and each answer of a server
/// is understood.
///
/// Method: libcurl against a real mail server of another make.
@Suite("Handing over mail")
struct SMTPTests {
    @Test("a message arrives whole: headers, both forms, in French")
    func whole() async throws {
        try await MailSink.run { sink in
            let carrier = SMTPCarrier(settings: try sink.settings())
            let message = try Self.message(
                Letter(
                    to: "ada@example.org",
                    language: .french,
                    cause: .owner,
                    subject: "Confirmez votre adresse électronique, s’il vous plaît : c’est urgent",
                    blocks: [
                        .paragraph("Voilà.\n.\n..\nFrom ici, > « là » = été"),
                        .button(label: "Confirmer", address: "https://eci.example.org/c?a=b&c=d"),
                    ]
                )
            )

            let delivery = await carrier.carry(message, of: .eci)
            await carrier.rest()

            let mail = try #require(try await sink.mails(1).first)
            #expect(delivery == .taken)
            #expect(mail.from == "no-reply@eci.example.org" && mail.to == ["ada@example.org"])
            #expect(mail.header("Subject") == message.subject)
            #expect(mail.header("From") == "Initiative “é” <no-reply@eci.example.org>")
            #expect(mail.header("To") == "ada@example.org")
            #expect(mail.header("Reply-To") == "office@example.org")
            #expect(mail.header("Message-ID") == "<letter1@eci.example.org>")
            #expect(mail.header("Date") == "Sat, 21 Nov 2026 11:00:00 +0000")
            #expect(mail.header("Auto-Submitted") == "auto-generated")
            #expect(mail.header("Content-Language") == "fr")
            #expect(mail.type == "multipart/alternative" && mail.defects == [])
            #expect(mail.longest <= 78)
            #expect(mail.parts["text/plain"] == message.text)
            #expect(mail.parts["text/html"] == message.html)
        }
    }

    @Test(
        "each answer of a server is understood",
        arguments: [
            ("ada", Delivery.taken), ("later", .later(451)), ("full", .later(452)),
            ("gone", .noSuchAddress(550)), ("policy", .refused(550)),
            ("refused-content", .refused(554)),
        ]
    )
    func answers(name: String, expected: Delivery) async throws {
        try await MailSink.run { sink in
            let carrier = SMTPCarrier(settings: try sink.settings())

            let delivery = await carrier.carry(
                try Self.message(.plain(to: name + "@example.org")),
                of: .eci
            )
            // The connection goes on working after a refusal.
            let next = await carrier.carry(
                try Self.message(.plain(to: "grace@example.org")),
                of: .eci
            )

            #expect(delivery == expected)
            #expect(next == .taken)
        }
    }

    @Test("a sender that the server does not know is told apart from a recipient")
    func sender() async throws {
        try await MailSink.run { sink in
            let carrier = SMTPCarrier(settings: try sink.settings())

            let delivery = await carrier.carry(
                try Self.message(.plain(to: "ada@example.org"), sender: "blocked@example.org"),
                of: .eci
            )

            #expect(delivery == .senderRefused(550))
        }
    }

    @Test("several messages travel on one connection")
    func together() async throws {
        try await MailSink.run { sink in
            let carrier = SMTPCarrier(settings: try sink.settings())
            for name in ["ada", "grace", "edsger"] {
                let message = try Self.message(.plain(to: name + "@example.org"))
                _ = await carrier.carry(message, of: .eci)
            }

            let mails = try await sink.mails(3)
            #expect(
                mails.map(\.to) == [
                    ["ada@example.org"], ["grace@example.org"], ["edsger@example.org"],
                ]
            )
            #expect(Set(mails.map(\.peer)).count == 1)
        }
    }

    @Test("without TLS nothing is sent to another machine, and no password is said")
    func withoutTLS() async throws {
        try await MailSink.run { sink in
            var settings = try sink.settings("user:secret@")
            settings.requiresTLS = true

            let delivery = await SMTPCarrier(settings: settings).carry(
                try Self.message(.plain(to: "ada@example.org")),
                of: .eci
            )

            #expect(delivery == .unreachable("Requested SSL level failed"))
            #expect(try sink.mails.isEmpty)
        }
    }

    @Test(
        "a server with a certificate that nobody vouches for gets nothing; one that is known does"
    )
    func certificates() async throws {
        let folder = try TemporaryFolder()
        let files = try SelfSigned(in: folder)
        let arguments = ["--certificate", files.certificate, "--key", files.key]
        try await MailSink.run(arguments + ["--password", "s3 cr:et"]) { sink in
            var settings = try sink.settings("user:s3%20cr%3Aet@")
            settings.requiresTLS = true
            let message = try Self.message(.plain(to: "ada@example.org"))

            let unknown = await SMTPCarrier(settings: settings).carry(message, of: .eci)
            let before = try sink.mails.count
            settings.certificates = files.certificate
            let known = await SMTPCarrier(settings: settings).carry(message, of: .eci)
            var wrong = try SMTPSettings("smtp://user@127.0.0.1:\(sink.port)", password: "wrong")
            wrong.requiresTLS = true
            wrong.certificates = files.certificate
            let denied = await SMTPCarrier(settings: wrong).carry(message, of: .eci)

            let mails = try await sink.mails(1)
            #expect(unknown != .taken && before == 0)
            #expect(known == .taken)
            #expect(mails.map(\.tls) == [true])
            #expect(denied == .unreachable("Login denied"))
        }
    }

    @Test("a server that is not there is no fault of the letter")
    func absent() async throws {
        let settings = try SMTPSettings("smtp://127.0.0.1:1")

        let delivery = await SMTPCarrier(settings: settings).carry(
            try Self.message(.plain(to: "ada@example.org")),
            of: .eci
        )

        #expect(delivery == .unreachable("Couldn't connect to server"))
    }

    @Test("only addresses of mail servers are accepted, and the sentence repeats no password")
    func addresses() throws {
        for text in ["", "mail.example.org", "http://u:secret@h", "smtp://", "smtp://a b:secret@h"]
        {
            #expect(throws: SMTPSettings.Failure.self) { try SMTPSettings(text) }
        }
        let remote = try SMTPSettings("smtp://u%40x:p@mail.example.org:587")
        #expect(remote.requiresTLS && remote.user == "u@x" && remote.password == "p")
        #expect(remote.place == "mail.example.org:587")
        #expect(!remote.address.contains("p@") && !remote.address.contains("u%40x"))
        #expect(try !SMTPSettings("smtp://127.0.0.1:25").requiresTLS)
        #expect(try !SMTPSettings("smtp://[::1]").requiresTLS)
        for host in ["127.example.org", "localhost.example.org", "10.0.0.1", "1270.0.0.1"] {
            #expect(try SMTPSettings("smtp://\(host)").requiresTLS, "\(host)")
        }
        #expect(try !SMTPSettings("smtps://mail.example.org").requiresTLS)
    }

    /// A message from an institution whose name needs an encoded word.
    static func message(
        _ letter: Letter,
        sender: String = "no-reply@eci.example.org"
    ) throws -> Message {
        let sender = try #require(MailAddress(sender))
        let t = try translator(letter.language)
        return try #require(
            Message(
                letter,
                id: "letter1",
                writtenAt: TestClock.noon,
                head: Letterhead(
                    institution: "Initiative “é”",
                    sender: sender,
                    replyTo: MailAddress("office@example.org")
                ),
                t: t
            )
        )
    }

    static func translator(_ language: LanguageTag) throws -> Translator {
        try Resources(root: TestHouse.root, program: ".").translations { _, _ in }
            .translator(for: language)
    }
}
