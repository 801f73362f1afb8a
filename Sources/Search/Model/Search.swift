/// What a search has found: the best subjects, after a look at the words that there are.
package struct Search: Sendable, Hashable {
    /// A word that nothing holds, and those that were looked for in its place.
    package struct Substitute: Sendable, Hashable {
        package let typed: String
        package let words: [String]
    }

    /// A subject that holds the words, and in which part all of them are.
    package struct Match: Sendable, Hashable {
        package let id: String
        /// 1 in the title, 2 in title and text, 3 anywhere.
        package let tier: Int
    }

    /// The best first; at most one more than `Limits.searchMatches`, so that it can be told when there
    /// are more.
    package let matches: [Match]
    package let substitutes: [Substitute]
}
