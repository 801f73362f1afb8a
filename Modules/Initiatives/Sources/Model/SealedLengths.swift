import FoundationEssentials
import Kernel

extension Statement {
    /// How long a statement is when it is sealed: whole blocks, and none that no form can fill.
    ///
    /// Computed from the limits of the form. A character that people see counts as four bytes, as in
    /// ``StatementRules``, and each character may need a backslash in JSON.
    static func isPossible(sealedBytes bytes: Int) -> Bool {
        bytes > 0 && bytes <= longest && bytes.isMultiple(of: padding)
    }

    private static let longest: Int = {
        let typed =
            2 * Limits.nameCharacters + 3 * Limits.addressCharacters + Limits.postalCodeCharacters
            + Limits.numberCharacters
        let bytes = skeletonBytes + typed * 5
        return (bytes + padding - 1) / padding * padding
    }()

    /// Everything that is not typed: names of members, a country, a day, the longest kind of number.
    private static let skeletonBytes = 512
}
