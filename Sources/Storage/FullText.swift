package import Kernel

/// Full text as an engine has it: the seam behind `Search`, one file per engine.
///
/// Both index the same words, which this house folds and parts itself, and are asked the same question:
/// so they find the same rows in the same order. Decision 0011 says why it stands in the engines.
package protocol FullText: Sendable {
    /// What stands in a migration for the word `FULL_TEXT` behind the table ``FullTextTable/name``:
    /// the index, beside the table or in it.
    var index: String { get }

    /// What stands in a migration for the word `FULL_TEXT_NAMES` behind that: how the ids of hundreds of rows
    /// are found without reading their words.
    var names: String { get }

    /// What stands in a migration for the word `FULL_TEXT_HOLDS` behind that: how it is known whether any
    /// row holds a word, whatever the engine believes of how rare it is.
    var holds: String { get }

    /// What has to be done after a row was added, in its transaction; nil where the engine does it.
    func added(_ number: Int) -> SQL?

    /// What has to be done before a row is removed, in its transaction; nil where the engine does it.
    func removing(_ number: Int) -> SQL?

    /// Makes the index anew of all rows, after a copy wrote them; nil where the engine does it.
    var rebuilding: SQL? { get }

    /// The condition that some row answers the question.
    func exists(_ question: FullTextQuestion) -> SQL

    /// A query for rows that answer the question, with the columns `id`, `number` and `tier`, alone in its
    /// statement (a function of a cluster would be where other tables are): to be asked with
    /// step 0, 1 … until there are enough rows, or it is nil.
    ///
    /// Tier 1 holds all words in the title, 2 in title and text, 3 anywhere. The rows of lower tiers come
    /// in earlier steps or in the same one, of each tier at most `most`, those with the highest numbers;
    /// in one step a row may come with several tiers.
    func best(_ question: FullTextQuestion, step: Int, most: Int) -> SQL?
}

/// The table on which engines build their index.
///
/// Its columns are known to both: `number`, by which an index names a row; `scope`, a word for tenant,
/// space and kind; `title`, `text` and `annex`, folded words with a space between two.
package enum FullTextTable {
    package static let name = "search_entry"
}

/// What is looked for, in the words that are indexed.
package struct FullTextQuestion: Sendable {
    /// A word, or how words begin.
    package struct Term: Sendable, Hashable {
        package let word: String
        package let isBeginning: Bool

        package init(_ word: String, isBeginning: Bool = false) {
            precondition(Self.isWord(word), "only folded words are looked for")
            self.word = word
            self.isBeginning = isBeginning
        }

        /// Nothing of what a query language would read as its own.
        private static func isWord(_ word: String) -> Bool {
            !word.isEmpty
                && word.utf8.allSatisfy { byte in
                    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
                }
        }
    }

    package let tenant: Tenant.ID
    package let space: Space.ID
    package let kind: Subject.Kind
    /// All of them, each in one of its forms.
    package let terms: [[Term]]

    package init(
        _ terms: [[Term]],
        among kind: Subject.Kind,
        in transaction: borrowing Transaction
    ) {
        precondition(!terms.isEmpty && terms.allSatisfy { !$0.isEmpty })
        tenant = transaction.tenant
        space = transaction.space
        self.kind = kind
        self.terms = terms
    }

    package var scope: String { Self.scope(tenant, space, kind) }

    /// A word that no text has: words hold no stroke.
    package static func scope(
        _ tenant: Tenant.ID,
        _ space: Space.ID,
        _ kind: Subject.Kind
    ) -> String {
        "\(tenant)/\(space)/\(kind)"
    }
}
