/// What stands between the digits of numbers in one language.
struct NumberWords: Sendable {
    let group: String
    let decimal: String
    /// Several languages write four digits without a gap.
    let groupFrom: UInt

    /// Reads the messages `number.group`, `number.decimal` and `number.groupFrom`.
    init(_ texts: [String: String]) {
        group = texts["number.group"] ?? ","
        decimal = texts["number.decimal"] ?? "."
        groupFrom = texts["number.groupFrom"].flatMap(UInt.init) ?? 1000
    }
}
