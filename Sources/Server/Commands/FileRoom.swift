import ArgumentParser
import Files

/// How much room the files of a space may take, as an operator types it.
enum FileRoom: ExpressibleByArgument {
    /// What every space has.
    case standard
    case mebibytes(Int)

    init?(argument: String) {
        if argument == "standard" {
            self = .standard
        } else if let number = Int(argument), (0...Self.most).contains(number) {
            self = .mebibytes(number)
        } else {
            return nil
        }
    }

    /// Nil for what every space has.
    var bytes: Int? {
        switch self {
        case .standard: nil
        case .mebibytes(let number): number << 20
        }
    }

    /// "12 of 2048 MiB, of which 3 belong to nothing yet"; what has begun counts whole.
    static func line(_ usage: FileUsage) -> String {
        let waiting = begun(usage.waiting)
        return "\(begun(usage.bytes)) of \(usage.quota >> 20) MiB"
            + (waiting == 0 ? "" : ", of which \(waiting) belong to nothing yet")
    }

    private static func begun(_ bytes: Int) -> Int { (bytes + (1 << 20) - 1) >> 20 }

    /// A thousand terabytes.
    private static let most = 1 << 30
}
