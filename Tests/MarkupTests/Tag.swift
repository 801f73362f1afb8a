import Markup

/// An opening tag of our own markup, read well enough for tests: quoted attributes, or none.
struct Tag {
    let name: String
    private let attributes: [String: String]

    subscript(attribute: String) -> String? { attributes[attribute] }

    func has(_ attribute: String) -> Bool { attributes[attribute] != nil }

    static func all(in html: HTML) -> [Tag] {
        html.text.split(separator: "<").compactMap { piece in
            guard piece.first?.isLetter == true, let end = piece.firstIndex(of: ">") else {
                return nil
            }
            return Tag(String(piece[..<end]))
        }
    }

    private init(_ text: String) {
        var attributes: [String: String] = [:]
        // Behind every second quotation mark a value ends.
        let pieces = text.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        name = String(text.prefix { !$0.isWhitespace })
        for (offset, piece) in pieces.enumerated() where offset.isMultiple(of: 2) {
            for word in piece.split(whereSeparator: \.isWhitespace) where word != name {
                let isValued = word.hasSuffix("=") && offset + 1 < pieces.count
                let key = isValued ? String(word.dropLast()) : String(word)
                attributes[key] = isValued ? pieces[offset + 1] : ""
            }
        }
        self.attributes = attributes
    }
}
