/// A receipt in groups that people can read aloud.
package struct ReceiptText: Component {
    private let groups: [String]

    package init(_ receipt: String) {
        let characters = Array(receipt.uppercased().filter { $0 != "-" && $0 != " " })
        // One sign alone at the end would look like a slip, and be forgotten.
        let last = characters.count - characters.count % 5
        let isShort = characters.count > 5 && characters.count - last < 3
        let ends = stride(from: 5, through: last, by: 5).map { end in
            end == last && isShort ? characters.count : end
        }
        let starts = [0] + ends.dropLast()
        groups =
            zip(starts, ends).map { String(characters[$0..<$1]) }
            + (isShort || last == characters.count ? [] : [String(characters[last...])])
    }

    package var html: HTML { HTML(escaping: groups.joined(separator: "-")) }
}
