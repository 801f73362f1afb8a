import Credentials
import Kernel
import Localization
import Mail
import Markup
import Spaces
import Storage
import Web

extension Petitions {
    /// Somebody who wants to sign by answering an email.
    struct Asking: Sendable {
        let petition: Petition
        let address: EmailAddress
        /// Where two may sign by one address.
        let initial: String
        let territory: String
        let attempt: SendingAttempt
        let visitor: VisitorContext
    }

    /// Writes an email: to confirm the signature, or, to whoever has signed already, to take it back.
    ///
    /// Whoever asks learns nothing from the answer: neither whether the address has signed nor whether an email can be
    /// sent to it. Throws what the database does.
    func askToSign(_ asking: Asking) async throws {
        let (visitor, scope, id) = (asking.visitor, asking.visitor.scope, asking.petition.id)
        let mailbox = CanonicalMailbox(asking.address)
        let hash = mailboxHash(mailbox, in: scope)
        let signer = Signer.mailbox(hash, initial: asking.initial)
        let hasSigned = try await hasSigned(id, signer, in: scope)
        let link = SignatureLink(
            hasSigned ? .withdrawal : .confirmation,
            expiresAt: visitor.now.adding(.milliseconds(Limits.signatureLinkMilliseconds)),
            attempt: asking.attempt.bytes,
            mailbox: hash,
            domain: domainHash(mailbox.domain, of: id, in: scope),
            initial: asking.initial,
            territory: asking.territory
        )
        let token = try link.text(for: scope.subject(of: id), at: scope.tenant, host.vault)
        let place = hasSigned ? "withdrawals" : "confirmations"
        let letter = letter(
            hasSigned ? "already" : "confirm",
            leading: visitor.spacePath(id.text, place, token),
            to: asking
        )
        let outbox = host.outbox
        // Nothing of it belongs to the space: a letter waits in the institution's outbox.
        let written = try await host.database.write(in: scope) { transaction in
            try outbox.add(letter, in: &transaction)
        }
        switch written {
        case .success: outbox.wake()
        // An address to which no email goes, or too many went, is not told from others.
        case .failure: break
        }
    }

    /// It holds nothing that was typed: whoever typed it may be a stranger to whoever reads it.
    private func letter(_ name: String, leading path: Path, to asking: Asking) -> Letter {
        let (visitor, t) = (asking.visitor, asking.visitor.t)
        let words = MessageKey("petitions.mail", name)
        let values: MessageValues = [
            "title": .text(asking.petition.title), "site": .text(visitor.institution),
        ]
        return Letter(
            to: asking.address.text,
            language: visitor.visit.language,
            cause: .anybody(.signature, network: visitor.visit.network),
            subject: t(MessageKey(words, "subject"), values),
            blocks: [
                .paragraph(t("petitions.mail.greeting")),
                .paragraph(t(MessageKey(words, "text"), values)),
                .button(
                    label: t(MessageKey(words, "button")),
                    address: visitor.canonical(path)
                ),
                .small(t("petitions.mail.lifetime")),
                .small(t(MessageKey(words, "note"), values)),
            ],
            lifetime: .milliseconds(Limits.signatureLinkMilliseconds)
        )
    }
}
