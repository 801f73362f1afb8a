package import ArgumentParser
package import Kernel
package import Operation
package import Petitions

extension Petitions: OperableModule {
    package static var commands: [any ParsableCommand.Type] { [] }

    package static var demonstration: String {
        """
        Petitions in every state of their way, with the fictitious signatures of a hundred days; they are as old as \
        the day on which they were made, also when this runs again.
        """
    }

    package static let demoSite = DemoSite(
        id: "senat",
        name: LocalizedText("Sénat (démo)", others: [.english: "Senate (demonstration)"]),
        languages: [.french, .english]
    )

    package func seedDemo(
        crowd: Int,
        of installation: Installation,
        in scope: Scope
    ) async throws -> String? {
        try await addDemonstration(crowd: crowd, in: scope).map { added in
            "\(added.petitions) fictitious petitions, \(added.signatures) fictitious signatures."
        }
    }
}
