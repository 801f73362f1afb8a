package import ArgumentParser
package import Kernel
package import Operation
package import Petitions

extension Petitions: OperableModule {
    package static var commands: [any ParsableCommand.Type] { [] }

    package static var demonstration: String {
        "A few petitions in different states, with fictitious signatures where people sign."
    }

    package func seedDemo(
        crowd: Int,
        of installation: Installation,
        in scope: Scope
    ) async throws -> String? {
        let added = try await addDemonstration(crowd: crowd, in: scope)
        return added == 0 ? nil : "\(added) fictitious petitions with signatures."
    }
}
