import Foundation

/// The program that was built beside these tests.
package enum BuiltProgram {
    /// In the build folder: where the tests are, or above.
    package static let path: String = {
        let tests = CommandLine.arguments[0]
        let folders = [tests, Bundle.main.bundlePath + "/x", Bundle.main.executablePath ?? ""]
            .map { ($0 as NSString).deletingLastPathComponent }
        let candidates = folders.flatMap {
            [$0 + "/parvis", $0 + "/../parvis", $0 + "/../../parvis"]
        }
        let built = TestHouse.root + "/.build/debug/parvis"
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? built
    }()
}
