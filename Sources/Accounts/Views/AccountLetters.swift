import Kernel
import Localization
import Mail
import Web

/// The letters of accounts, each in the language of whoever reads it.
struct AccountLetters {
    let recipient: String
    /// Nil when nobody with an account is written to.
    let name: String?
    let place: MailPlace
    let t: Translator

    // To make and to open an account.

    func confirmation(_ token: String, name: String) -> Letter {
        link("confirmation", to: ["registrations", token], purpose: .registration, name: name)
    }

    func alreadyRegistered(_ token: String) -> Letter {
        link("alreadyRegistered", to: ["sign-in", "links", token], purpose: .signIn)
    }

    func signIn(_ token: String) -> Letter {
        link("signIn", to: ["sign-in", "links", token], purpose: .signIn)
    }

    func unknownAddress() -> Letter {
        letter("unknownAddress", lifetime: TokenPurpose.signIn) {
            [
                .button(
                    label: t("accounts.letter.unknownAddress.button"),
                    address: place.address("register")
                )
            ]
        }
    }

    func invitation(_ token: String, _ grant: RoleGrant) -> Letter {
        link(
            "invitation",
            to: ["invitations", token],
            purpose: .invitation,
            values: ["role": .text(roleName(grant))]
        )
    }

    // About what protects it.

    func passwordReset(_ token: String) -> Letter {
        link("passwordReset", to: ["passwords", token], purpose: .password)
    }

    func passwordChanged() -> Letter { warning("passwordChanged") }
    func codesStarted() -> Letter { warning("codesStarted") }
    func codesStopped() -> Letter { warning("codesStopped") }
    func addressChanged() -> Letter { warning("addressChanged") }
    func providerLinked(_ provider: String) -> Letter {
        warning("providerLinked", values: ["provider": .text(provider)])
    }

    func newAddress(_ token: String, name: String) -> Letter {
        link("newAddress", to: ["addresses", token], purpose: .email, name: name)
    }

    func addressTaken() -> Letter { letter("addressTaken") { [] } }

    // About rights, and the end.

    func roleGiven(_ grant: RoleGrant) -> Letter {
        letter("roleGiven", values: ["role": .text(roleName(grant))]) {
            [
                .button(
                    label: t("accounts.letter.roleGiven.button"),
                    address: place.address("account")
                )
            ]
        }
    }

    func roleTaken(_ grant: RoleGrant) -> Letter {
        letter("roleTaken", values: ["role": .text(roleName(grant))]) { [] }
    }

    func deletion(_ token: String) -> Letter {
        link("deletion", to: ["deletions", token], purpose: .deletion)
    }

    func deleted() -> Letter { letter("deleted") { [] } }

    private func roleName(_ grant: RoleGrant) -> String { grant.name(t) }

    /// A letter whose purpose is one link.
    private func link(
        _ key: String,
        to segments: [String],
        purpose: TokenPurpose,
        name: String? = nil,
        values: MessageValues = [:]
    ) -> Letter {
        letter(key, name: name, values: values, lifetime: purpose) {
            [
                .button(
                    label: t(MessageKey("accounts.letter", key + ".button")),
                    address: place.origin + "/"
                        + ([t.language.text] + segments).joined(separator: "/")
                ),
                .small(
                    t(
                        "accounts.letter.lifetime",
                        ["count": .number(Int(purpose.milliseconds / Instant.millisecondsPerHour))]
                    )
                ),
            ]
        }
    }

    /// Something was changed: whoever did not do it reads what to do.
    private func warning(_ key: String, values: MessageValues = [:]) -> Letter {
        letter(key, values: values) {
            [.button(label: t("accounts.letter.warning.button"), address: place.address("account"))]
        }
    }

    private func letter(
        _ key: String,
        name: String? = nil,
        values: MessageValues = [:],
        lifetime: TokenPurpose? = nil,
        _ rest: () -> [Letter.Block]
    ) -> Letter {
        let base = MessageKey("accounts.letter", key)
        var values = values
        values["site"] = .text(place.name)
        let reader = name ?? self.name ?? ""
        let greeting =
            reader.isEmpty
            ? t("accounts.letter.greeting.unnamed")
            : t("accounts.letter.greeting.named", ["name": .text(reader)])
        let blocks: [Letter.Block] =
            [.paragraph(greeting), .paragraph(t(MessageKey(base, "text"), values))] + rest()
            + [.small(t(MessageKey(base, "note"), values))]
        guard let lifetime else {
            return Letter(
                to: recipient,
                language: t.language,
                subject: t(MessageKey(base, "subject"), values),
                blocks: blocks
            )
        }
        return Letter(
            to: recipient,
            language: t.language,
            subject: t(MessageKey(base, "subject"), values),
            blocks: blocks,
            lifetime: .milliseconds(lifetime.milliseconds)
        )
    }
}

extension Accounts {
    /// Letters to a member, in the language that they chose.
    func letters(to account: Account, at place: MailPlace) -> AccountLetters {
        AccountLetters(
            recipient: account.email,
            name: account.member.name,
            place: place,
            t: pages.translations.translator(for: account.member.language)
        )
    }

    /// Letters to an address of which nothing is known, in the language of the page.
    func letters(to address: String, at place: MailPlace) -> AccountLetters {
        AccountLetters(
            recipient: address,
            name: nil,
            place: place,
            t: pages.translations.translator(for: place.language)
        )
    }
}

extension RoleGrant {
    /// `Moderator`, or `Moderator of petitions`.
    func name(_ t: Translator) -> String {
        let role = t(MessageKey("accounts.role", role.rawValue))
        guard let space else { return role }
        return t("accounts.role.ofSpace", ["role": .text(role), "space": .text(space)])
    }
}
