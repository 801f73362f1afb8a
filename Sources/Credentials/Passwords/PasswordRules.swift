import Kernel

/// What may be a password: long enough, and not what everybody would try first.
///
/// As NIST SP 800-63B advises (§3.1.1.2): no rule asks for capitals, digits or signs, which only move
/// people to `Password1!`; and no password has to be changed for its age.
package struct PasswordRules: Sendable {
    /// In scalars of the form that is hashed.
    package static let length = Limits.passwordScalars

    private let wellKnown: WellKnownPasswords
    /// What may be added to a word that anybody would try, and it is still no more than that word.
    private static let decoration = 5

    package init(wellKnown: WellKnownPasswords) {
        self.wellKnown = wellKnown
    }

    /// The password to hash, when an account with that address at that institution may have it.
    package func check(
        _ typed: String,
        address: EmailAddress,
        institution: String
    ) throws(PasswordFlaw) -> Password {
        guard !typed.isEmpty else { throw .empty }
        guard let password = Password(typed: typed) else { throw .tooLong }
        let count = password.text.unicodeScalars.count
        guard count >= Self.length.lowerBound else { throw .tooShort }
        guard count <= Self.length.upperBound else { throw .tooLong }

        let bare = NormalForm.bare(password.text)
        if Self.isRepeated(bare) { throw .repeated }
        if KeyRuns.makeUp(bare) { throw .run }
        if isWellKnown(bare) { throw .wellKnown }
        if Self.isLittleMore(than: Self.words(of: address), bare) { throw .likeAddress }
        if Self.isLittleMore(than: Self.words(of: institution), bare) { throw .likeInstitution }
        return password
    }

    /// Three different characters or fewer, or a piece of up to four over and over.
    private static func isRepeated(_ bare: String) -> Bool {
        let scalars = Array(bare.unicodeScalars)
        if Set(scalars).count <= 3 { return true }
        return (1...4).contains { length in
            zip(scalars, scalars.dropFirst(length)).allSatisfy { $0 == $1 }
        }
    }

    /// On the list as it is, or without some digits and signs around it, or with letters for the
    /// digits and signs that look like them, or when it is such a word twice.
    private func isWellKnown(_ bare: String) -> Bool {
        var words = [bare]
        let isEdge = { (character: Character) in !character.isLetter }
        let head = bare.drop(while: isEdge)
        let tail = bare.dropLast(bare.reversed().prefix(while: isEdge).count)
        let core = String(head.dropLast(head.reversed().prefix(while: isEdge).count))
        for word in [String(head), String(tail), core]
        where bare.count - word.count <= Self.decoration {
            words.append(word)
        }
        words += words.flatMap { [Self.spelled($0, one: "i"), Self.spelled($0, one: "l")] }
        return words.contains { word in
            let half = word.prefix(word.count / 2)
            return wellKnown.contains(word) || word == half + half && wellKnown.contains(half)
        }
    }

    /// `p@ssw0rd` as `password`; a one can stand for two letters.
    private static func spelled(_ word: String, one: Character) -> String {
        String(
            word.map { character in
                switch character {
                case "0": "o"
                case "1", "!", "|": one
                case "3": "e"
                case "4", "@": "a"
                case "5", "$": "s"
                case "7", "+": "t"
                case "8": "b"
                default: character
                }
            }
        )
    }

    private static func words(of address: EmailAddress) -> [String] {
        let bare = NormalForm.bare(address.text)
        let local = bare.prefix { $0 != "@" }
        let domain = bare.dropFirst(local.count + 1)
        let host = domain.split(separator: ".").dropLast().map(String.init)
        let names = local.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return [bare, String(local), String(domain)] + names + host
    }

    private static func words(of institution: String) -> [String] {
        NormalForm.bare(institution).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Whether hardly anything is left without these words and what stands between them.
    ///
    /// Words of three letters and fewer are in too many good passwords.
    private static func isLittleMore(than words: [String], _ bare: String) -> Bool {
        let plain = { (text: String) in text.filter { $0.isLetter || $0.isNumber } }
        let names = Set(([words.joined()] + words).map(plain)).filter { $0.count > 3 }
        var rest = plain(bare)
        let before = rest.count
        for name in names.sorted(by: { ($0.count, $0) > ($1.count, $1) }) {
            rest = rest.split(separator: name).joined()
        }
        return rest.count < before && rest.count <= decoration
    }
}
