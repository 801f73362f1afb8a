/// The digits of a number that has nothing else in it.
struct Digits {
    private let values: [Int]

    /// Refuses anything but digits, and another count of them.
    init?(_ text: String, count: Int) {
        guard text.utf8.count == count else { return nil }
        values = text.utf8.map { Int($0) - 48 }
        guard values.allSatisfy((0...9).contains) else { return nil }
    }

    subscript(position: Int) -> Int {
        values[position]
    }

    /// The number that these places write.
    subscript(places: Range<Int>) -> Int {
        values[places].reduce(0) { $0 * 10 + $1 }
    }

    /// Each digit from the first times its weight, added up.
    func sum(weights: [Int]) -> Int {
        zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
