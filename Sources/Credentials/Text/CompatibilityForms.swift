/// What Unicode's form KC makes of letters that are another way to show other letters.
enum CompatibilityForms {
    /// By scalar; what is not there stays as form C has it.
    static let all: [Unicode.Scalar: [Unicode.Scalar]] = {
        var forms: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        var next: UInt32 = 0
        for word in rows.split(whereSeparator: \.isWhitespace) {
            if word.hasPrefix("@") {
                next = number(word.dropFirst())
                continue
            }
            let parts = word.split { $0 == "+" || $0 == "=" }
            let form = parts[0].split(separator: ".").map(number)
            for offset in 0..<(parts.count > 1 ? number(parts[1]) : 1) {
                let rise = word.contains("+") ? offset : 0
                if let scalar = Unicode.Scalar(next) {
                    forms[scalar] = form.compactMap { Unicode.Scalar($0 + rise) }
                }
                next += 1
            }
        }
        return forms
    }()

    private static func number(_ digits: Substring) -> UInt32 {
        guard let number = UInt32(digits, radix: 16) else {
            preconditionFailure("The table holds hexadecimal numbers.")
        }
        return number
    }
}
