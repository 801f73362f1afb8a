package import Kernel
package import Localization
import Markup

/// A letter as it travels: who to who, and the bytes between (RFC 5322, RFC 2045).
package struct Message: Sendable, Hashable {
    package let id: String
    package let from: MailAddress
    package let to: MailAddress
    package let subject: String
    package let text: String
    package let html: String
    /// Headers and both forms of the letter, lines ended by CRLF.
    package let content: String

    /// `id` is the letter's name in the outbox: sent twice, it is the same message.
    ///
    /// Nil when the letter's recipient is no address.
    package init?(
        _ letter: Letter,
        id: String,
        writtenAt: Instant,
        head: Letterhead,
        t: Translator
    ) {
        guard let to = MailAddress(letter.recipient) else { return nil }
        self.id = id
        self.to = to
        from = head.sender
        subject = letter.subject
        text = LetterText(letter: letter, head: head, t: t).text
        html = LetterHTML(letter: letter, head: head, t: t).html.text
        let boundary = "=_" + id
        content =
            Self.header(letter, id: id, to: to, writtenAt: writtenAt, head: head)
            + "Content-Type: multipart/alternative; boundary=\"\(boundary)\"\r\n\r\n"
            + Self.part("text/plain; charset=utf-8; format=flowed", text, behind: boundary)
            + Self.part("text/html; charset=utf-8", html, behind: boundary)
            + "--\(boundary)--\r\n"
    }

    private static func header(
        _ letter: Letter,
        id: String,
        to: MailAddress,
        writtenAt: Instant,
        head: Letterhead
    ) -> String {
        // RFC 8058: one click in the mail program, which sends the second line to the address of the first.
        let stop =
            letter.stop.map { stop in
                "List-Unsubscribe: <\(stop.address)>\r\n"
                    + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
            } ?? ""
        let replyTo = head.replyTo.map { "Reply-To: <\($0)>\r\n" } ?? ""
        return "Date: \(MailDate.text(writtenAt))\r\n"
            + "From: \(HeaderText.phrase(head.institution.text(in: letter.language)))\r\n <\(head.sender)>\r\n"
            + replyTo
            + "To: <\(to)>\r\n"
            + HeaderText.field("Subject", letter.subject)
            + "Message-ID: <\(id)@\(head.sender.domain)>\r\n"
            + "Content-Language: \(letter.language)\r\n"
            // RFC 3834: nobody's holiday notice is wanted.
            + "Auto-Submitted: auto-generated\r\n"
            + stop
            + "MIME-Version: 1.0\r\n"
    }

    private static func part(_ type: String, _ text: String, behind boundary: String) -> String {
        "--\(boundary)\r\nContent-Type: \(type)\r\nContent-Transfer-Encoding: quoted-printable"
            + "\r\n\r\n" + QuotedPrintable.encode(text) + "\r\n"
    }
}
