import ProgramSupport
import TestSupport

extension RunningServer {
    /// The status of the answer to a statement of that person.
    func sign(_ person: String) async -> Int {
        let path = "/en/initiatives/2025-000002/statements"
        return (try? await post(path, CrashTests.form(person)))?.status ?? 0
    }
}
