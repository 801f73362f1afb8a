import FoundationEssentials

/// The petitions of the demonstration, as `Seeds/demo/petitions/petitions.json` has them.
struct DemoFile: Decodable, Sendable {
    let language: String
    /// Stands under each text: nobody takes it for a petition of somebody's.
    let label: String
    /// The rules of the space.
    let months: Int
    let threshold: Int
    /// How many fictitious people make the numbers below.
    let crowd: Int
    let petitions: [DemoPetition]

    init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(DemoFile.self, from: Data(json))
    }
}

/// One of them, with all that happens to it.
struct DemoPetition: Decodable, Sendable {
    /// What others call it that are joined to it.
    let key: String?
    let title: String
    /// A paragraph each.
    let body: [String]
    let ask: String
    let theme: String
    /// How many first supporters it needs; none where that is left out.
    let supporters: Int?
    /// Whether its signatures reach the threshold, also where fewer people take part.
    let isReached: Bool?
    /// What happens, in the order of time; it begins with a draft.
    let steps: [DemoStep]
    let signatures: [DemoWave]?
}

/// What happens to a petition on a day.
struct DemoStep: Decodable, Sendable {
    /// A step of the workflow; or `draft`, or `tell`.
    let name: String
    /// Days before today.
    let ago: Int
    /// What is said of it.
    let text: String?
    /// Of a refusal: the key of a choice, and whether the text is kept from readers.
    let reason: String?
    let isTextHidden: Bool?
    /// Of a decision: the key of a choice.
    let decision: String?
    /// What is told: the kind of an event.
    let kind: String?
    /// Which other petition it is joined to.
    let joins: String?
    let legislature: String?
}

/// People who sign in some days, the first of them most.
struct DemoWave: Decodable, Sendable {
    /// The first day, by days before today.
    let ago: Int
    let days: Int
    let count: Int

    /// How many come on each of its days, by days before today.
    var counts: [(ago: Int, count: Int)] {
        let whole = days * (days + 1) / 2
        var (weight, before) = (0, 0)
        return (0..<days).map { day -> (ago: Int, count: Int) in
            weight += days - day
            let counted = count * weight / whole
            defer { before = counted }
            return (ago - day, counted - before)
        }
    }
}
