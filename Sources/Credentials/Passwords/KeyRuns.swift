/// Neighbours on keyboards and in the alphabet: `qwertyuiop`, `1234567890`, `nopqrstuvw`.
enum KeyRuns {
    /// Whether a bare text is made of runs, three characters each on average or more.
    ///
    /// Passwords that somebody thought about, or that a machine drew, hardly reach two.
    static func makeUp(_ bare: String) -> Bool {
        let characters = Array(bare)
        var (runs, direction) = (1, nil as Step?)
        for (first, second) in zip(characters, characters.dropFirst()) {
            let step = step(from: first, to: second)
            if let step, direction == nil || direction == step {
                direction = step
            } else {
                (runs, direction) = (runs + 1, nil)
            }
        }
        return characters.count >= 3 * runs
    }

    private enum Step {
        case same
        case forwards
        case backwards
    }

    private struct Pair: Hashable {
        let first: Character
        let second: Character
    }

    /// Rows and columns of the keyboards of Europe, the alphabets, and the digits.
    private static let rows = [
        "1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl",
        "zxcvbnm,./", "azertyuiop", "qsdfghjklm", "wxcvbn,;:!", "qwertzuiop", "yxcvbnm,.-",
        "&é\"'(-è_çà", "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "1aqw", "2zsx",
        "αβγδεζηθικλμνξοπρστυφχψω", "абвгдежзийклмнопрстуфхцчшщъьюя", "йцукенгшщзх", "фывапролджэ",
    ]

    private static let forwards = Set(
        rows.flatMap { row in
            let keys = Array(NormalForm.bare(row))
            return zip(keys, keys.dropFirst()).map(Pair.init)
        }
    )

    private static func step(from first: Character, to second: Character) -> Step? {
        if first == second { return .same }
        if forwards.contains(Pair(first: first, second: second)) { return .forwards }
        return forwards.contains(Pair(first: second, second: first)) ? .backwards : nil
    }
}
