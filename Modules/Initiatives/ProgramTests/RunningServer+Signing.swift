import ProgramSupport
import TestSupport

extension RunningServer {
    /// The status of the answer to a statement of that person.
    func sign(_ person: String) async -> Int {
        let path = "/en/initiatives/2025-000002/statements"
        return (try? await post(path, CrashTests.form(person)))?.status ?? 0
    }

    /// Whether a page comes to show that text: a cache may be a second old.
    func shows(_ text: String, at path: String) async throws -> Bool {
        for _ in 0..<300 {
            if try await get(path).text.contains(text) { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }
}
