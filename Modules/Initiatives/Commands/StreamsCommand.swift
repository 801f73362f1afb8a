import ArgumentParser
import Initiatives
import Kernel
import Ledger
import Operation

extension InitiativeCommand {
    /// `parvis initiative streams`.
    struct Streams: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows statements that came in streams; sets one aside or puts it back.",
            discussion: """
                What is set aside is stored and delivered like everything else, and is in no public
                number. Organisers do the same at the address of the initiative with /anomalies
                behind it, where they see first what would change.
                """
        )

        @OptionGroup var at: SpaceFlags

        @Argument(help: "The initiative, as in its address: 2025-000002.")
        var initiative: String

        @Option(help: "The number of a stream that is to leave the public numbers.")
        var setAside: Int?

        @Option(help: "The number of a stream that is to be in them again.")
        var putBack: Int?

        @Option(help: "Why; shown to the organisers.")
        var reason: String?

        func validate() throws {
            guard setAside == nil || putBack == nil else {
                throw ValidationError("Give --set-aside or --put-back, not both.")
            }
            let isDecision = setAside != nil || putBack != nil
            guard isDecision == (reason?.isEmpty == false) else {
                throw ValidationError("A decision has a --reason, and a reason is of a decision.")
            }
        }

        func run() async throws {
            try await at.withSpace(of: Initiatives.self) { _, initiatives, scope in
                guard let id = Initiative.ID(initiative),
                    try await initiatives.streams(of: id, in: scope) != nil
                else { throw ValidationError("There is no initiative \(initiative) here.") }
                if let number = setAside ?? putBack {
                    try await decide(number, id, initiatives, scope)
                }
                let streams = try await initiatives.streams(of: id, in: scope) ?? []
                for stream in streams { Console.say(Self.line(stream)) }
                if streams.isEmpty { Console.say("No statements came in streams.") }
            }
        }

        private func decide(
            _ number: Int,
            _ id: Initiative.ID,
            _ initiatives: Initiatives,
            _ scope: Scope
        ) async throws {
            switch try await initiatives.decide(
                number,
                of: id,
                isHeld: setAside != nil,
                reason: reason ?? "",
                in: scope
            ) {
            case .done(let change):
                Console.say("The public number of \(id) has changed by \(change).")
            case .unchanged: Console.say("Stream \(number) is so already.")
            case .absent: throw ValidationError("There is no stream \(number) here.")
            case .belowNothing:
                throw ValidationError(
                    "With what was corrected before, a state would count less than nothing."
                )
            }
        }

        private static func line(_ stream: LedgerAnomaly) -> String {
            let states = stream.sections.sorted { $0.key < $1.key }
                .map { "\($0.key) \($0.value)" }
                .joined(separator: ", ")
            let place = stream.isHeld ? "set aside" : "counted"
            return "\(stream.number)  \(stream.day.iso)  \(stream.kind)  \(place)  \(states)"
        }
    }
}
