package import ArgumentParser
package import Initiatives
package import Kernel
package import Operation

extension Initiatives: OperableModule {
    package static var commands: [any ParsableCommand.Type] {
        [AuthorityCommand.self, InitiativeCommand.self]
    }

    package static var demonstration: String {
        """
        The register's history and three initiatives around today; keys for the authorities of all 27 \
        states, whose private halves lie in <data>/demo-authorities so that you can play the authority.
        """
    }

    package static let demoSite = DemoSite.eci

    package func seedDemo(
        crowd: Int,
        of installation: Installation,
        in scope: Scope
    ) async throws -> String? {
        try await DemoAuthorities(installation: installation).make(in: scope)
        let outcome = try await DemoSeed(initiatives: self).run(signatures: crowd, in: scope)
        guard outcome.added > 0 else { return nil }
        return "\(outcome.added) initiatives, \(outcome.signed) fictitious statements of support."
    }
}
