import FoundationEssentials
import Kernel

/// What the words about an event need beside its subject, as it is sealed: short, and always written alike.
struct Details {
    let values: [String: String]

    init(_ values: [String: String]) {
        self.values = values.mapValues { String($0.prefix(Limits.detailCharacters)) }
    }

    init(json: [UInt8]) throws {
        values = try JSONDecoder().decode([String: String].self, from: Data(json))
    }

    var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(values))
        }
    }
}
