import Operation

/// Who else could read what is here.
extension Doctor {
    /// Files are a problem whoever runs this; what concerns the machine is a warning: the server may run
    /// as somebody else, and be better protected.
    func checkProtection(
        _ settings: Settings,
        problems: inout [String],
        warnings: inout [String]
    ) throws {
        let openings = try FilePrivacy.openings(settings: settings)
        Console.say(
            "Files\n  \(openings.isEmpty ? "their owner's alone" : "\(openings.count) open to others")"
        )
        problems += openings.prefix(Self.shownOpenings).map(\.advice)
        if openings.count > Self.shownOpenings {
            problems.append(
                "\(openings.count - Self.shownOpenings) more: chmod -R go= \(settings.text(.data))"
            )
        }
        let swaps = Files.exists("/proc/swaps") ? try Files.read("/proc/swaps") : []
        let dangers = [
            MachineDangers.root(ProcessProtection.isRoot),
            MachineDangers.swap(String(decoding: swaps, as: UTF8.self)),
            MachineDangers.development(
                isOn: try settings.isOn(.development),
                host: settings.text(.host)
            ),
            ProcessProtection.mayLeaveCoreDump
                ? "Crashes may write memory to disk: set LimitCORE=0." : nil,
        ]
        warnings += dangers.compactMap(\.self)
    }

    private static let shownOpenings = 5
}
