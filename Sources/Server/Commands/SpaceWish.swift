import ArgumentParser
import Kernel
import Spaces

/// What is to become of a space, as an operator types it.
struct SpaceWish: ParsableArguments {
    @Option(help: "draft, published or archived.")
    var state: Space.State?

    @Option(
        name: .customLong("title-in"),
        help: "What it is called: fr=Les idées. Empty takes it away."
    )
    var titles: [TextInLanguage] = []

    @Option(name: .customLong("purpose-in"), help: "What people can do there: fr=….")
    var purposes: [TextInLanguage] = []

    @Option(
        name: .customLong("phase"),
        help: "name:features:first-day:last-day; features have commas between them."
    )
    var phases: [String] = []

    @Option(name: .customLong("set"), help: "A setting: name=value; name= for its standard.")
    var settings: [String] = []

    /// Days begin and end by the institution's clocks.
    func change(in zone: CivilZone) throws -> SpaceChange {
        var change = SpaceChange()
        change.state = state
        change.titles = titles.byLanguage
        change.purposes = purposes.byLanguage
        if !phases.isEmpty { change.phases = try phases.map { try Self.phase($0, in: zone) } }
        for text in settings {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw ValidationError("--set \(text): write name=value.")
            }
            change.settings[String(parts[0])] = .some(parts[1].isEmpty ? nil : String(parts[1]))
        }
        return change
    }

    private static func phase(_ text: String, in zone: CivilZone) throws -> Phase {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4 else {
            throw ValidationError("--phase \(text): write name:features:first-day:last-day.")
        }
        func day(_ text: String) throws -> CivilDate? {
            guard !text.isEmpty else { return nil }
            guard let day = CivilDate(iso: text) else {
                throw ValidationError("--phase: \(text) is no day. Write 2026-03-01.")
            }
            return day
        }
        let features = parts[1].split(separator: ",").map { Feature(String($0)) }
        return Phase(
            parts[0],
            features: Set(features),
            opensAt: try day(parts[2]).map { zone.start(of: $0) },
            closesAt: try day(parts[3]).map { zone.end(of: $0) }
        )
    }
}

extension Space.State: ExpressibleByArgument {}
