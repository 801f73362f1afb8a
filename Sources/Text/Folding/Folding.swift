/// Text reduced to what two ways of writing the same name have in common.
///
/// Case, accents, strokes, spaces, hyphens, apostrophes and signs that cannot be seen all go, so
/// "O’Brien-Łukasz" and "OBRIEN LUKASZ" are one person. It is not a spelling reform: "Müller" and
/// "Mueller" stay two names, and so do a name and its transcription into another alphabet, because
/// refusing the statement of a second person is worse than leaving a duplicate to the authority
/// that verifies. The alphabets of the Union are folded; others are kept as they are written.
package enum Folding {
    /// All of the text in one piece: the form that is compared and fingerprinted.
    package static func fold(_ text: String) -> String {
        let table = FoldingTable.shared
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)

        for scalar in text.unicodeScalars {
            table[scalar].append(scalar, to: &bytes)
        }

        return String(decoding: bytes, as: UTF8.self)
    }

    /// The words of the text, each folded: the form that is searched.
    ///
    /// An apostrophe or a hyphen parts words, so that "l'initiative" is found by "initiative".
    /// Joined, the words are what `fold` gives.
    package static func words(_ text: String) -> [String] {
        let table = FoldingTable.shared
        var words: [String] = []
        var bytes: [UInt8] = []

        for scalar in text.unicodeScalars {
            let cell = table[scalar]
            if cell == .parting, !bytes.isEmpty {
                words.append(String(decoding: bytes, as: UTF8.self))
                bytes.removeAll(keepingCapacity: true)
            }
            cell.append(scalar, to: &bytes)
        }
        if !bytes.isEmpty { words.append(String(decoding: bytes, as: UTF8.self)) }

        return words
    }
}
