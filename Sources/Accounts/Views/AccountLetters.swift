import Kernel
import Localization
import Mail
import Storage
import Web

/// The letters of accounts, each in the language of whoever reads it.
struct AccountLetters {
    let recipient: String
    /// Nil when nobody with an account is written to.
    let name: String?
    let place: MailPlace
    let t: Translator
    /// Whether the browser that asks has proved to be the owner's: then strangers use up nothing of what
    /// it asks for.
    var isOwner = false

    // To make and to open an account.

    /// Holds nothing that was typed: whoever typed it may be a stranger to whoever reads it.
    func confirmation(_ token: String) -> Letter {
        link("confirmation", to: ["registrations", token], .registration, .registration)
    }

    func alreadyRegistered(_ token: String) -> Letter {
        link("alreadyRegistered", to: ["sign-in", "links", token], .signIn, .registration)
    }

    func signIn(_ token: String) -> Letter {
        link("signIn", to: ["sign-in", "links", token], .signIn, .signIn)
    }

    /// To whoever asked for a link to an account that there is not.
    func unknownAddress(_ purpose: TokenPurpose) -> Letter {
        letter(
            "unknownAddress",
            because: asked(purpose == .password ? .password : .signIn),
            lifetime: .signIn,
            [
                .button(
                    label: t("accounts.letter.unknownAddress.button"),
                    address: address(["register"])
                )
            ]
        )
    }

    func invitation(_ token: String, _ grant: RoleGrant) -> Letter {
        link(
            "invitation",
            to: ["invitations", token],
            .invitation,
            because: .member,
            values: ["role": .text(roleName(grant))]
        )
    }

    // About what protects it.

    func passwordReset(_ token: String) -> Letter {
        link("passwordReset", to: ["passwords", token], .password, .password)
    }

    func passwordChanged() -> Warning { warning("passwordChanged") }
    func codesStarted() -> Warning { warning("codesStarted") }
    func codesStopped() -> Warning { warning("codesStopped") }
    func addressChanged() -> Warning { warning("addressChanged") }
    func providerLinked(_ provider: String) -> Warning {
        warning("providerLinked", value: ("provider", provider))
    }
    func providerUnlinked(_ provider: String) -> Warning {
        warning("providerUnlinked", value: ("provider", provider))
    }
    func recoveryRenewed() -> Warning { warning("recoveryRenewed") }

    /// To whoever's account somebody tries codes at.
    func wrongCodes() -> Warning { warning("wrongCodes") }

    /// To the old address, when another one is asked for: with the link that stops it.
    func addressChangeAsked(_ token: String) -> Warning {
        let key = "addressChangeAsked"
        return Warning(
            to: recipient,
            language: t.language,
            about: key,
            subject: subject(key, [:]),
            blocks: blocks(key, [:], button(key, ["addresses", "stops", token], .emailStop))
        )
    }

    /// To an address that is not proven yet: without the member's name, which they chose themselves.
    func newAddress(_ token: String) -> Letter {
        link("newAddress", to: ["addresses", token], .email, because: .member)
    }

    /// In the place of ``newAddress(_:)``, and of its cause, so that nobody can tell them apart.
    func addressTaken() -> Letter { letter("addressTaken", because: .member, []) }

    // About rights, and the end.

    func roleGiven(_ grant: RoleGrant) -> Warning {
        warning("roleGiven", value: ("role", roleName(grant)))
    }

    func roleTaken(_ grant: RoleGrant) -> Warning {
        warning("roleTaken", value: ("role", roleName(grant)), hasButton: false)
    }

    func deletion(_ token: String) -> Letter {
        link("deletion", to: ["deletions", token], .deletion, because: .owner)
    }

    func deleted() -> Warning { warning("deleted", hasButton: false) }

    /// In the language of the letter.
    private func address(_ segments: [String]) -> String {
        place.address(segments, in: t.language)
    }

    private func roleName(_ grant: RoleGrant) -> String {
        grant.name(t, of: place.spaces, place.titles)
    }

    private func asked(_ request: Letter.Request) -> Letter.Cause {
        isOwner ? .owner : .anybody(request, network: place.network)
    }

    /// A letter with a link that anybody can ask for.
    private func link(
        _ key: String,
        to segments: [String],
        _ purpose: TokenPurpose,
        _ request: Letter.Request
    ) -> Letter {
        link(key, to: segments, purpose, because: asked(request))
    }

    /// A letter whose purpose is one link.
    private func link(
        _ key: String,
        to segments: [String],
        _ purpose: TokenPurpose,
        because cause: Letter.Cause,
        values: MessageValues = [:]
    ) -> Letter {
        letter(
            key,
            because: cause,
            values: values,
            lifetime: purpose,
            button(key, segments, purpose)
        )
    }

    /// The button of a link, and how long it works.
    private func button(
        _ key: String,
        _ segments: [String],
        _ purpose: TokenPurpose
    ) -> [Letter.Block] {
        [
            .button(
                label: t(MessageKey("accounts.letter", key + ".button")),
                address: address(segments)
            ),
            .small(lifetime(purpose)),
        ]
    }

    /// How long a link works, in the unit that people count it in: hours up to two days, then days.
    private func lifetime(_ purpose: TokenPurpose) -> String {
        let hours = Int(purpose.milliseconds / Instant.millisecondsPerHour)
        return hours % 24 == 0 && hours >= 48
            ? t("accounts.letter.lifetime.days", ["count": .number(hours / 24)])
            : t("accounts.letter.lifetime.hours", ["count": .number(hours)])
    }

    /// Something was changed: whoever did not do it reads what to do.
    ///
    /// With one value at most, which is a part of what it tells of: two roles are two warnings.
    private func warning(
        _ key: String,
        value: (name: String, text: String)? = nil,
        hasButton: Bool = true
    ) -> Warning {
        let values: MessageValues = value.map { [$0.name: .text($0.text)] } ?? [:]
        let button = Letter.Block.button(
            label: t("accounts.letter.warning.button"),
            address: address(["account"])
        )
        return Warning(
            to: recipient,
            language: t.language,
            about: [key, value?.text ?? ""].joined(separator: " "),
            subject: subject(key, values),
            blocks: blocks(key, values, hasButton ? [button] : [])
        )
    }

    private func letter(
        _ key: String,
        because cause: Letter.Cause,
        values: MessageValues = [:],
        lifetime: TokenPurpose? = nil,
        _ rest: [Letter.Block]
    ) -> Letter {
        Letter(
            to: recipient,
            language: t.language,
            cause: cause,
            subject: subject(key, values),
            blocks: blocks(key, values, rest),
            lifetime: .milliseconds(lifetime?.milliseconds ?? Limits.letterMilliseconds)
        )
    }

    private func subject(_ key: String, _ values: MessageValues) -> String {
        t(MessageKey("accounts.letter", key + ".subject"), withSite(values))
    }

    private func blocks(
        _ key: String,
        _ values: MessageValues,
        _ rest: [Letter.Block]
    ) -> [Letter.Block] {
        let base = MessageKey("accounts.letter", key)
        let values = withSite(values)
        let reader = name ?? ""
        let greeting =
            reader.isEmpty
            ? t("accounts.letter.greeting.unnamed")
            : t("accounts.letter.greeting.named", ["name": .text(reader)])
        return [.paragraph(greeting), .paragraph(t(MessageKey(base, "text"), values))] + rest
            + [.small(t(MessageKey(base, "note"), values))]
    }

    private func withSite(_ values: MessageValues) -> MessageValues {
        var values = values
        values["site"] = .text(place.name.text(in: t.language))
        return values
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

    /// Letters that anybody can ask for: what a browser of the owner asks for has a budget of its own.
    func letters(
        to account: Account,
        at place: MailPlace,
        asking visit: SignInVisit,
        in transaction: inout Transaction
    ) throws -> AccountLetters {
        var letters = letters(to: account, at: place)
        letters.isOwner = try knows(visit, of: account, in: &transaction)
        return letters
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
