import Foundation
import Kernel
import TestSupport
import Testing

@testable import Mail

/// Goal: a letter reads well in every mail program, and nothing in it can pose as something else.
///
/// Method: letters written for people in both languages, and for those who mean harm.
@Suite("How letters look")
struct MessageTests {
    @Test("the plain text in English")
    func english() throws {
        let message = try SMTPTests.message(.signIn(to: "ada@example.org"))

        #expect(
            message.text == """
                Somebody asked to sign in with this address.

                Sign in:
                https://eci.example.org/en/sign-in/T0K3N

                     4711

                The link works for an hour.

                --\u{20}
                Initiative “é” sent you this email automatically. We may not read\u{20}
                replies.

                """
        )
    }

    @Test("the plain text in French")
    func french() throws {
        let message = try SMTPTests.message(
            .signIn(to: "ada@example.org", language: .french)
        )

        #expect(message.text.contains("Sign in\u{A0}:\nhttps://"))
        #expect(message.text.contains("vous a envoyé ce courriel automatiquement."))
    }

    @Test("the HTML has the language, the colour and the link, and fetches nothing")
    func html() throws {
        let letter = Letter.signIn(to: "ada@example.org", language: .french)
        let html = try SMTPTests.message(letter).html

        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\" dir=\"ltr\">"))
        #expect(html.contains("<a href=\"https://eci.example.org/en/sign-in/T0K3N\""))
        #expect(html.contains("background-color: #1d3f94;"))
        #expect(html.contains("Si le bouton ne fonctionne pas"))
        for part in ["<img", "src=", "url(", "<script", "<link", "@import", "class="] {
            #expect(!html.contains(part), "\(part)")
        }
    }

    @Test("markup that somebody typed is text in the HTML")
    func escaped() throws {
        let html = try SMTPTests.message(
            .plain(
                to: "ada@example.org",
                subject: "</title><script>alert(1)</script>",
                blocks: [.paragraph("<b onclick=\"x\">"), .code("&<"), .small("'\"")]
            )
        ).html

        #expect(!html.contains("<script") && !html.contains("<b "))
        #expect(html.contains("&lt;b onclick="))
    }

    @Test(
        "whatever a subject says, it is one header, and reads the same",
        arguments: [
            "Bonjour\r\nBcc: all@example.org", "a\u{0}b\u{7}c\u{85}d\u{2028}e", "=?UTF-8?B?Zm9v?=",
            String(repeating: "é", count: 150), String(repeating: "👩‍👩‍👧‍👦", count: 10),
            "e" + String(repeating: "\u{301}", count: 60), "A \"quoted\" \\ subject",
            String(repeating: "long ", count: 40), "", " ",
        ]
    )
    func subjects(subject: String) throws {
        let message = try SMTPTests.message(.plain(to: "ada@example.org", subject: subject))
        let header = message.content.components(separatedBy: "\r\n\r\n")[0]
        let lines = header.components(separatedBy: "\r\n")
        let names = lines.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }

        #expect(
            names == [
                "Date", "From", "Reply-To", "To", "Subject", "Message-ID", "Content-Language",
                "Auto-Submitted", "MIME-Version", "Content-Type",
            ]
        )
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        #expect(
            header.unicodeScalars.allSatisfy {
                (0x20...0x7E).contains($0.value) || "\r\n".unicodeScalars.contains($0)
            }
        )
    }

    @Test("an institution's name cannot end its header either")
    func names() {
        #expect(HeaderText.phrase("A \"B\"\r\nBcc: x") == "\"A \\\"B\\\" Bcc: x\"")
        #expect(HeaderText.phrase("Sénat") == "=?UTF-8?B?U8OpbmF0?=")
    }

    @Test("text between messages is coded in short lines that lose nothing")
    func quotedPrintable() {
        #expect(QuotedPrintable.encode("a = b\n") == "a =3D b\r\n")
        #expect(QuotedPrintable.encode("end \nétè\n") == "end=20\r\n=C3=A9t=C3=A8\r\n")
        let long = String(repeating: "abcdefghi ", count: 30)
        let lines = QuotedPrintable.encode(long).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(
            lines.joined(separator: "\n").replacingOccurrences(of: "=\n", with: "")
                .replacingOccurrences(of: "=20", with: " ").hasPrefix(long)
        )
    }

    @Test("long paragraphs are broken where programs can join them again")
    func flowed() throws {
        let words = (1...60).map { "word\($0)" }.joined(separator: " ")
        let message = try SMTPTests.message(
            .plain(to: "ada@example.org", blocks: [.paragraph("> quote\nFrom me\n" + words)])
        )
        let lines = message.text.components(separatedBy: "\n")

        #expect(lines[0] == " > quote" && lines[1] == " From me")
        #expect(lines.allSatisfy { $0.count <= 73 })
        let paragraph = lines.dropFirst(2).prefix { !$0.isEmpty }
        #expect(paragraph.joined() == words)
    }
}
