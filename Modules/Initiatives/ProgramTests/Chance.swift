import Kernel
import TestSupport

/// The same choices in every run.
struct Chance: Sendable {
    private let random = Random.seeded(20_261_128)

    func number(below bound: Int) -> Int {
        let bytes = random.bytes(8)
        let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(value % UInt64(max(1, bound)))
    }

    func element<Element>(of list: [Element]) -> Element? {
        list.isEmpty ? nil : list[number(below: list.count)]
    }
}
