/// Where random bytes come from: the system's generator, or a seeded one in tests.
package struct Random: Sendable {
    private let fill: @Sendable (Int) -> [UInt8]

    /// The closure returns exactly as many bytes as it is asked for.
    package init(_ fill: @escaping @Sendable (Int) -> [UInt8]) {
        self.fill = fill
    }

    /// The operating system's generator, fit for keys.
    package static let system = Random { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    package func bytes(_ count: Int) -> [UInt8] { fill(count) }

    /// Sixty-four random bits.
    package func bits() -> UInt64 {
        fill(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
