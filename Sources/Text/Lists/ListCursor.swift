import Kernel

/// A place in a list: beside which row a page begins, and which page of the list that is.
///
/// It names a row, not a count of rows, so nothing that comes in elsewhere is shown twice. What moves
/// past it while somebody reads is not hidden either: a page says how many did (``ListPage/moved``).
package struct ListCursor: Sendable, Hashable {
    /// By which the list is ordered; of two rows with one value, the id decides.
    package let value: Int
    package let id: String
    /// Counted from 1.
    package let page: Int
    /// Whether the page ends before the row, and does not begin behind it.
    package let isBackward: Bool

    package init(value: Int, id: String, page: Int, isBackward: Bool = false) {
        self.value = value
        self.id = id
        self.page = page
        self.isBackward = isBackward
    }

    /// Reads `1700000000000.2025-000002.2` from an address; nil for anything else.
    package init?(_ text: String) {
        let isBackward = text.hasPrefix("before.")
        let own = isBackward ? text.dropFirst("before.".count) : text[...]
        let parts = own.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let value = Int(parts[0]), let page = Int(parts[2]),
            ((isBackward ? 1 : 2)...Limits.pagesDeep).contains(page),
            (1...Limits.listIDBytes).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy(Self.isOfName)
        else { return nil }
        self.init(value: value, id: String(parts[1]), page: page, isBackward: isBackward)
        // One place has one spelling, or a cache would keep it under several.
        guard self.text == text else { return nil }
    }

    package var text: String { (isBackward ? "before." : "") + "\(value).\(id).\(page)" }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: false
        }
    }
}
