/// Scales of assurance whose levels have an order: a higher level is as good as a lower one.
enum AssuranceScale {
    /// The weakest first: FranceConnect's names, and those of the eIDAS network.
    private static let scales = [
        ["eidas1", "eidas2", "eidas3"],
        ["low", "substantial", "high"].map { "http://eidas.europa.eu/LoA/" + $0 },
    ]

    /// Whether a level that a token names satisfies one of those that were asked for.
    static func accepts(_ level: String?, asked: [String]) -> Bool {
        guard !asked.isEmpty else { return true }
        guard let level else { return false }
        guard !asked.contains(level) else { return true }
        return scales.contains { scale in
            guard let reached = scale.firstIndex(of: level) else { return false }
            return asked.contains { wanted in
                scale.firstIndex(of: wanted).map { reached >= $0 } ?? false
            }
        }
    }
}
