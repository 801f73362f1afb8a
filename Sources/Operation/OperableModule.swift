package import ArgumentParser
package import Kernel
package import Spaces

/// A module with what an operator can do about it at the command line.
package protocol OperableModule: SpaceModule {
    /// The subcommands of `parvis` that are about this module.
    static var commands: [any ParsableCommand.Type] { get }

    /// What the demonstration shows of it, in a sentence: for the help of `parvis seed demo`.
    static var demonstration: String { get }

    /// Where the demonstration shows it; modules that name the same institution share it.
    static var demoSite: DemoSite { get }

    /// Fills the demonstration's site through the module's own actions; gives what was added, in a
    /// sentence, or nil when everything was there.
    ///
    /// `crowd` is how many fictitious people take part where people take part.
    func seedDemo(
        crowd: Int,
        of installation: Installation,
        in scope: Scope
    ) async throws -> String?
}
