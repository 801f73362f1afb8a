import Kernel
package import Storage

/// What somebody looks for, after a look at the words that there are.
package struct Search: Sendable, Hashable {
    /// A word that nothing holds, and those that were looked for in its place.
    package struct Substitute: Sendable, Hashable {
        package let typed: String
        package let words: [String]
    }

    /// All of them, each in one of its forms.
    package let terms: [[FullTextQuestion.Term]]
    package let substitutes: [Substitute]
}
