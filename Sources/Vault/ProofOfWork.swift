import Crypto
import Kernel

/// A task that takes a while to do and no time to check.
///
/// In each of its parts a counter has to be found with which SHA-256 over seed, part, counter and zeros, 64
/// KiB together, begins with so many zeros. A hash is that long so that the browser's own implementation,
/// which is as fast as anybody's, has all the work, and a program written for it gains little.
package struct ProofOfWork: Sendable, Hashable {
    package let seed: [UInt8]
    /// Leading zeros of each part.
    package let bits: Int

    package init(seed: [UInt8], bits: Int) {
        precondition(seed.count == 32 && (0...32).contains(bits))
        self.seed = seed
        self.bits = bits
    }

    /// Whether these are the counters of all parts: decimal numbers with dots between them.
    package func accepts(_ solution: some StringProtocol) -> Bool {
        guard solution.utf8.count <= Limits.workTextBytes else { return false }
        let texts = solution.split(separator: ".", omittingEmptySubsequences: false)
        let counters = texts.compactMap { UInt32($0) }
        guard texts.count == Limits.workParts, counters.count == texts.count else { return false }
        return counters.enumerated().allSatisfy { part, counter in
            holds(counter, part: part)
        }
    }

    /// Whether a counter is one for this part.
    package func holds(_ counter: UInt32, part: Int) -> Bool {
        let number = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> $0) }
        var hash = SHA256()
        hash.update(data: seed + [UInt8(part)] + number)
        hash.update(data: Self.zeros)
        var left = bits
        for byte in hash.finalize() {
            if left <= 0 { return true }
            if byte.leadingZeroBitCount < min(8, left) { return false }
            left -= 8
        }
        return left <= 0
    }

    private static let zeros = [UInt8](repeating: 0, count: Limits.workBytes - 32 - 5)
}
