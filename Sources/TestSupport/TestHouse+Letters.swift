package import Kernel
import Localization
import Mail
import Spaces
import Storage
import Web

/// A letter as its reader would see it.
package struct TestLetter: Sendable {
    package let subject: String
    /// The plain text, with the words of the template.
    package let text: String
    package let language: LanguageTag
    /// As it travels: headers and both forms.
    package let content: String
    /// The addresses that it asks to open, in their order.
    package let links: [String]
    /// What is to be typed elsewhere.
    package let codes: [String]
}

extension TestHouse {
    /// What waits in an institution's outbox for an address, the oldest first.
    package func letters(
        to address: String,
        at tenant: Tenant.ID = .eci
    ) async throws -> [TestLetter] {
        let outbox = host.outbox
        let waiting = try await database.read(in: scope(tenant)) { transaction in
            try outbox.waiting(for: address, in: &transaction)
        }
        let sender = MailAddress("no-reply@\(tenant).example.org")
        return waiting.compactMap { letter in
            let head = sender.map { Letterhead(institution: "Institution \(tenant)", sender: $0) }
            let message = head.flatMap { head in
                Message(
                    letter,
                    id: "test",
                    writtenAt: clock.now,
                    head: head,
                    t: pages.translations.translator(for: letter.language)
                )
            }
            return message.map { message in
                TestLetter(
                    subject: letter.subject,
                    text: message.text,
                    language: letter.language,
                    content: message.content,
                    links: letter.links,
                    codes: letter.blocks.compactMap { block in
                        if case .code(let code) = block { code } else { nil }
                    }
                )
            }
        }
    }
}
