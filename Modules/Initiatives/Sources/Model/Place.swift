import Text

/// Where somebody lives, as far as it tells people of one name and birth date apart.
///
/// A postal code does, and is written in one way. Where there is none (many Irish addresses, whole
/// countries), town and street must: they are written in more ways, so one person may count as two,
/// until their authority sees it. The other mistake would be worse: in a big town two people share
/// name and birthday, and the second could not sign.
enum Place {
    /// `FR|75001|`, or `IE||12 cork main street`.
    static func text(_ residence: Statement.Residence) -> String {
        let system = PostalCode.system(of: residence.country)
        if let code = PostalCode.identifying(residence.postalCode, in: system) {
            return "\(system)|\(code)|"
        }
        var parts = [residence.street, residence.number, residence.city]
        if Folding.fold(residence.postalCode).utf8.contains(where: { (0x31...0x39).contains($0) }) {
            parts.append(residence.postalCode)
        }
        return "\(system)||\(pieces(of: parts.joined(separator: " ")))"
    }

    /// Words and numbers, each once and in the order of their bytes.
    ///
    /// So it does not matter in which field a house number stands, nor whether "7a" is one word.
    private static func pieces(of text: String) -> String {
        var pieces: Set<String> = []
        for word in Folding.words(text) {
            var rest = word.utf8[...]
            while let first = rest.first {
                let isNumber = (0x30...0x39).contains(first)
                let piece = rest.prefix { (0x30...0x39).contains($0) == isNumber }
                pieces.insert(String(decoding: piece, as: UTF8.self))
                rest = rest.dropFirst(piece.count)
            }
        }
        return pieces.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: " ")
    }
}
