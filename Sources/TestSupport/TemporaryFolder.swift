import FoundationEssentials
import Synchronization

/// A folder of one test, deleted when the test is over.
package final class TemporaryFolder: Sendable {
    package let path: String
    private static let count = Atomic(0)

    package init() throws {
        let number = Self.count.add(1, ordering: .relaxed).newValue
        let base = FileManager.default.temporaryDirectory.path
        path = "\(base)/parvis-test-\(ProcessInfo.processInfo.processIdentifier)-\(number)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The bytes of every file below it, by name: to search them for what must not be there.
    package func files() throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            guard let data = FileManager.default.contents(atPath: path + "/" + name) else {
                continue
            }
            found[name] = Array(data)
        }
        return found
    }
}
