/// Where random bytes come from: the system's generator, or a seeded one in tests.
package struct Random: Sendable {
    private let fill: @Sendable (Int) -> [UInt8]

    /// The closure returns exactly as many bytes as it is asked for.
    package init(_ fill: @escaping @Sendable (Int) -> [UInt8]) {
        self.fill = fill
    }

    /// The operating system's generator, fit for keys.
    package static let system = Random { count in
        // Eight bytes at a time: each draw is a call of the operating system.
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            let draw = generator.next()
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: draw >> shift))
            }
        }
        return Array(bytes.prefix(count))
    }

    package func bytes(_ count: Int) -> [UInt8] { fill(count) }

    /// Sixty-four random bits.
    package func bits() -> UInt64 {
        fill(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
