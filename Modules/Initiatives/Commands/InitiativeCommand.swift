import ArgumentParser
import Initiatives
import Kernel
import Markup
import Operation
import Spaces
import Storage
import Vault

/// `parvis initiative`.
struct InitiativeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "initiative",
        abstract: "Initiatives of a file, deliveries, stages, and statements that came in streams.",
        subcommands: [Register.self, Deliver.self, Move.self, Streams.self]
    )

    /// `parvis initiative deliver`.
    struct Deliver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a package of sealed statements for each state.",
            discussion: """
                Each package is a folder: statements.jsonl (sealed), manifest.json (counts and
                hash) and manifest.sig. Before the end of the collection it is a rehearsal, and the
                manifest says so.
                """
        )

        @OptionGroup var at: SpaceFlags

        @Argument(help: "The initiative, as in its address: 2025-000002.")
        var initiative: String

        @Option(help: "Only this member state.")
        var country: String?

        @Option(help: "The folder to write to. (default: <data>/deliveries/<tenant>-<space>)")
        var out: String?

        func run() async throws {
            try await at.withSpace(of: Initiatives.self) { installation, initiatives, scope in
                guard let id = Initiative.ID(initiative) else {
                    throw ValidationError("\(initiative) is no number such as 2025-000002.")
                }
                // Two institutions or spaces can give one number to two initiatives.
                let place = "/deliveries/\(scope.tenant)-\(scope.space)"
                let folder = out ?? installation.settings.text(.data) + place
                let states = country.map { [$0.uppercased()] } ?? initiatives.stateCodes
                var total = 0
                for state in states {
                    total += try await deliver(
                        id,
                        state,
                        to: "\(folder)/\(id)-\(state)",
                        by: initiatives,
                        in: scope
                    )
                }
                let signer = try DeliverySigner(tenant: scope.tenant, vault: installation.vault)
                Console.say("\(total) statements delivered. Signer, to be told to authorities:")
                Console.say(signer.publicKey.base64)
            }
        }

        private func deliver(
            _ id: Initiative.ID,
            _ state: String,
            to folder: String,
            by initiatives: Initiatives,
            in scope: Scope
        ) async throws -> Int {
            try Files.makeFolder(folder)
            let output = try OutputFile(path: folder + "/statements.jsonl")
            let lines = LineOutput(output)
            let outcome = try await initiatives.deliver(id, state: state, in: scope) { bytes in
                try lines.write(bytes)
            }
            switch outcome {
            case .success(let manifest):
                try lines.finish()
                let signed = try initiatives.sign(manifest, in: scope)
                try Files.write(signed.manifest, to: folder + "/manifest.json")
                try Files.write(signed.signature, to: folder + "/manifest.sig")
                try await initiatives.noteDelivery(of: manifest, in: scope)
                Console.say("\(state): \(manifest.statements) statements in \(folder)")
                return manifest.statements
            case .failure(.nothingToDeliver):
                Console.say("\(state): none")
                return 0
            case .failure(.notFound): throw ValidationError("There is no initiative \(id) here.")
            case .failure(.noAuthorityKey):
                throw ValidationError(
                    """
                    \(state) has no key of its authority: without one it could check nothing. Nothing was \
                    delivered to it. See: parvis authority register
                    """
                )
            case .failure(.unknownState): throw ValidationError("\(state) is no member state.")
            case .failure(.notScheduled):
                throw ValidationError("Collection for \(id) was never scheduled.")
            }
        }
    }

    /// `parvis initiative move`.
    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Moves an initiative to its next stage; nothing more is counted then.",
            discussion: """
                Stages: verification, submitted, answered, withdrawn, insufficient. With answered,
                say on which day and where the answer can be read: the page shows both.
                """
        )

        @OptionGroup var at: SpaceFlags

        @Argument(help: "The initiative, as in its address: 2025-000002.")
        var initiative: String

        @Argument(help: "The stage.")
        var stage: String

        @Option(help: "The day of the answer, as 2027-03-31. (default: today in Brussels)")
        var on: String?

        @Option(help: "The address of the page with the answer, with https.")
        var answer: String?

        func run() async throws {
            try await at.withSpace(of: Initiatives.self) { _, initiatives, scope in
                let stage = Stage(rawValue: stage)
                guard let id = Initiative.ID(initiative),
                    Initiative.workflow.states.contains(stage)
                else {
                    throw ValidationError(
                        "Give a number such as 2025-000002 and a stage; see --help."
                    )
                }
                switch try await initiatives.move(
                    id,
                    to: stage,
                    answer: try given(stage, at: scope.now),
                    in: scope
                ) {
                case .success: Console.say("\(id) is now: \(stage.rawValue).")
                case .failure(.notFound):
                    throw ValidationError("There is no initiative \(id) here.")
                case .failure(.unmet(InitiativeWord.everythingIsDelivered)):
                    let states = try await initiatives.undelivered(id, in: scope)
                    throw ValidationError(Self.undelivered(states))
                case .failure(.notYours), .failure(.unmet):
                    throw ValidationError("Only time takes this step.")
                case .failure(.notAllowed(let from)):
                    throw ValidationError(
                        "From \(from.rawValue) there is no way to \(stage.rawValue)."
                    )
                }
            }
        }

        private static func undelivered(_ states: [String]) -> String {
            """
            The authorities of \(states.joined(separator: ", ")) have not all their statements with the \
            key to check them, and the key is destroyed by this step. First: parvis initiative deliver
            """
        }

        /// The answer, where the stage is one; what cannot be shown is refused.
        private func given(_ stage: Stage, at now: Instant) throws -> Initiatives.Answer? {
            guard stage == .answered else {
                guard on == nil, answer == nil else {
                    throw ValidationError("--on and --answer belong to the stage answered.")
                }
                return nil
            }
            guard answer.map({ $0.hasPrefix("https://") && Path(web: $0) != nil }) ?? true else {
                throw ValidationError("--answer is no address that begins with https://.")
            }
            let today = CivilZone.brussels.date(at: now)
            guard let day = on.map({ CivilDate(iso: $0) }) ?? today, day <= today else {
                throw ValidationError("--on is no day until today, such as 2027-03-31.")
            }
            return Initiatives.Answer(day: day, address: answer)
        }
    }
}
