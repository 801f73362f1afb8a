package import Kernel

extension Initiatives {
    /// Why a file of initiatives was not taken; nothing of it is there then.
    package enum FileRefusal: Error, Equatable {
        /// It is no JSON of the register's form.
        case unreadable
        /// What is wrong, with the number of the initiative.
        case wrong(String)
    }

    /// Adds the initiatives of a file in the form of `Seeds/demo/eci/register.json`; those that exist stay
    /// untouched.
    ///
    /// Gives how many were new. All of them or none.
    package func register(file: [UInt8], in scope: Scope) async throws -> Result<Int, FileRefusal> {
        guard let register = try? RegisterImport(json: file) else { return .failure(.unreadable) }
        do {
            let records = try register.initiatives.map { record in
                (try record.initiative(presentation: nil), record.reported ?? [:])
            }
            return .success(try await self.register(records, in: scope))
        } catch let failure as RegisterImport.Failure {
            return .failure(.wrong(failure.description))
        }
    }
}
