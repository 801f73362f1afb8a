import Foundation
package import TestSupport

extension OtherProgram.Output {
    /// What only a programmer can read: types, optionals, labels of arguments, names of files of code.
    package var codeWords: [String] {
        let patterns = [
            #"Optional\("#, #"\bnil\b"#, #"\b[A-Z]\w*\(\w+: "#, #"\b[A-Z]\w+\.[A-Z]\w+\("#,
            #"\.swift\b"#, #"Swift\.\w+"#, #"\bError Domain="#, #"\b[a-z]+[A-Z]\w*\("#,
        ]
        return patterns.flatMap { pattern -> [String] in
            let range = text.range(of: pattern, options: .regularExpression)
            return range.map { [String(text[$0])] } ?? []
        }
    }
}
