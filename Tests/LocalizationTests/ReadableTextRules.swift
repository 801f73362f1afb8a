import Testing

extension ReadableTextTests {
    /// What a text is for, by the last words of its key.
    enum Kind {
        /// Pressed, or a link that is one step.
        case button
        /// A heading, a subject, a label.
        case title
        /// What helps at a field, and the last line of an email.
        case hint
        case error
        case other

        init(of key: String) {
            let stem = key.prefix { $0 != "_" }
            let last = stem.split(separator: ".").last ?? ""
            if Self.errors.contains(where: stem.hasPrefix) {
                self = .error
            } else if ["button", "action", "submit", "apply", "reset", "copy", "print"]
                .contains(last)
            {
                self = .button
            } else if ["title", "subject", "label", "heading", "caption"].contains(last) {
                self = .title
            } else if ["hint", "note"].contains(last) {
                self = .hint
            } else {
                self = .other
            }
        }

        /// In characters, of English.
        var most: Int {
            switch self {
            case .button: 40
            case .title: 70
            case .hint, .error: 180
            case .other: 900
            }
        }

        /// What is said beside a field and in the list on top of its form.
        private static let errors = [
            "initiatives.sign.error.", "initiatives.sign.doubt.", "initiatives.sign.failed",
            "accounts.email.empty", "accounts.email.malformed", "accounts.email.tooLong",
            "accounts.email.mixedScripts", "accounts.email.suspended", "accounts.email.tooMany",
            "accounts.name.", "accounts.consent.missing", "accounts.password.tooShort",
            "accounts.password.tooLong", "accounts.password.wellKnown",
            "accounts.password.address", "accounts.password.institution",
            "accounts.password.simple", "accounts.signIn.wrong", "accounts.signIn.wait",
            "accounts.code.wrong", "accounts.code.wait", "accounts.proof.wrong",
            "accounts.proof.wait", "accounts.roles.unfit", "moderation.error.", "comments.error.",
        ]
    }

    /// With what an error may begin in English: the order that the reader follows.
    static let orders: Set<String> = [
        "check", "choose", "enter", "look", "put", "tick", "type", "wait",
    ]

    /// Texts that are longer than their place asks, and why.
    static let longTexts: [(key: String, reason: String)] = [
        (
            "initiatives.sign.error.too-young.perhaps",
            "Regulation (EU) 2019/788, article 2(1): the age, whose rule it is, and what helps"
        ),
        (
            "petitions.letter.receipt.submit",
            "an email that says that something arrived; the step is called submit"
        ),
        ("moderation.letter.author.label", "how an email begins: marking is called label in keys"),
    ]

    /// What no English text has: what GOV.UK's style guide asks to replace, and what this program
    /// said when its texts read like translations.
    static let englishWords: [(pattern: String, reason: String)] = [
        (#"\bletters?\b"#, "what is sent is an email"),
        (#"\be-mails?\b"#, "GOV.UK and the Union's style guide write email"),
        (#"\bplease\b"#, "an instruction needs no plea"),
        (#"\butili[sz]e"#, "use"),
        (#"\b(in order to|prior to|commence|facilitate|leverage|endeavour)\b"#, "long for nothing"),
        (
            #"\b(somebody|anybody|whoever|whomever|whatever is)\b"#,
            "someone, anyone, the person who"
        ),
        (#"\bwith the button\b"#, "say what the button does"),
        (#"\byou may not\b"#, "does it forbid, or is it perhaps so?"),
        (#"\b(worth nothing|do not fit|does not fit|stands? (on|below|above|as))\b"#, "no English"),
        (#"\bpresent (password|address)\b"#, "current"),
        (#"\b(48|72|96|120|144|168) hours\b"#, "people count in days"),
        (#"\b24:00\b"#, "midnight, or the end of the day"),
        (#"\b(click here|and/or|via)\b"#, "GOV.UK"),
    ]

    /// The same for French, by what service-public.fr and the Commission's editors ask.
    static let frenchWords: [(pattern: String, reason: String)] = [
        (#"\be?-?mails?\b"#, "courriel"),
        (#"\b(veuillez|merci de)\b"#, "l’impératif suffit"),
        (#"\b(afin d|au sein d|en vue d|dans le cadre d|préalablement)"#, "pour, dans, avant"),
        (#"\bquiconque\b"#, "toute personne qui"),
        (#"\bpropulsé\b"#, "Réalisé avec"),
        (#"\b24( h|:00)"#, "minuit"),
        (#"\b(168|144|120|96|72|48)\s(heures|h)\b"#, "en jours"),
        (#"\bavec le bouton\b"#, "dire ce que fait le bouton"),
        (#"\b(ne valent plus rien|cliquez ici|et/ou|via)\b"#, "français de traduction"),
    ]

    /// Where a word of the lists is right: letters of the alphabet.
    static let excepted: [String: [String]] = [
        #"\bletters?\b"#: [
            "accounts.email.mixedScripts", "accounts.name.unfit", "receipt.hint",
            "initiatives.sign.error.not-a-name", "initiatives.sign.doubt.checksum",
            "initiatives.number.",
        ]
    ]

    /// Every English and French text with its key; those that are no words are left out.
    static func texts() throws -> [(key: String, text: ReadableText)] {
        var found: [(key: String, text: ReadableText)] = []
        for (path, texts) in try SourceText.catalogues() where !path.contains("/countries/") {
            let name = path.split(separator: "/").last?.prefix { $0 != "." } ?? ""
            guard let language = ReadableText.Language(rawValue: String(name)) else { continue }
            let words = texts.filter {
                !["language.", "number.", "date."].contains(where: $0.key.hasPrefix)
            }
            found += words.map { ($0.key, ReadableText($0.value, in: language)) }
        }
        try #require(found.count > 1000)
        return found.sorted { $0.key < $1.key }
    }
}
