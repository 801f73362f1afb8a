/// How much work one guess at a password costs (RFC 7914, section 2).
package struct HashingCost: Equatable, Sendable {
    /// The binary logarithm of N: 15 for 32 768.
    let doublings: Int
    let blockSize: Int
    let parallelism: Int

    /// N = 2¹⁵, r = 8, p = 3: 32 MiB and about a quarter of a second.
    ///
    /// One of the equal choices of OWASP's Password Storage Cheat Sheet, with the least memory that
    /// still hurts who guesses on graphics cards.
    package static let recommended = HashingCost(known: 15, blockSize: 8, parallelism: 3)

    /// Nil for costs of more than 128 MiB or of absurd work: a row must not be able to ask for that.
    package init?(doublings: Int, blockSize: Int, parallelism: Int) {
        guard (1...17).contains(doublings), (1...8).contains(blockSize),
            (1...16).contains(parallelism)
        else { return nil }
        self.init(known: doublings, blockSize: blockSize, parallelism: parallelism)
    }

    private init(known doublings: Int, blockSize: Int, parallelism: Int) {
        self.doublings = doublings
        self.blockSize = blockSize
        self.parallelism = parallelism
    }
}
