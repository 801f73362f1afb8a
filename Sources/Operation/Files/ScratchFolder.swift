import FoundationEssentials

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder for its owner alone, gone with whatever is in it when nobody needs it any more.
package final class ScratchFolder {
    package let path: String

    package init() throws {
        let base = FileManager.default.temporaryDirectory.path
        var template = Array((base + "/parvis-" + String(repeating: "X", count: 6)).utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Files.Failure(
                description: "No folder can be made in \(base): \(Files.systemError)"
            )
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
