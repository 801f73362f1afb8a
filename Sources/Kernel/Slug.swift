/// The shape of short names that appear in addresses.
package enum Slug {
    /// Lower-case letters and digits, with single or double hyphens only inside.
    package static func isValid(_ text: some StringProtocol, length: ClosedRange<Int>) -> Bool {
        let bytes = Array(text.utf8)
        guard length.contains(bytes.count), bytes.first != 0x2D, bytes.last != 0x2D else {
            return false
        }
        guard !bytes.contains([0x2D, 0x2D, 0x2D]) else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x2D: true
            default: false
            }
        }
    }
}
