import Kernel
import Localization

/// From how many signatures on something follows.
struct PetitionThreshold: Sendable, Hashable {
    /// What follows when it is crossed, as it is stored.
    enum Effect: String, Sendable, CaseIterable {
        /// The institution has to deal with it: it is reached.
        case reached
        /// Readers are told.
        case label
        /// Staff are told too.
        case staff
        /// An answer is promised within so many days.
        case promise
    }

    /// Among those of its space; zero for what the setting `threshold` says.
    let number: Int
    /// Of all signatures together.
    var count: Int
    /// In how many territories ``perTerritory`` are needed; zero where it does not matter.
    var territories: Int
    /// How many signatures a territory needs to be one of these.
    var perTerritory: Int
    var effect: Effect
    /// Within how many days an answer is promised; zero where none is.
    var days: Int
    /// What readers are told, by language.
    var texts: [String: String]

    init(
        number: Int,
        count: Int,
        territories: Int = 0,
        perTerritory: Int = 0,
        effect: Effect,
        days: Int = 0,
        texts: [String: String] = [:]
    ) {
        self.number = number
        self.count = count
        self.territories = territories
        self.perTerritory = perTerritory
        self.effect = effect
        self.days = days
        self.texts = texts
    }

    /// What the terms of a petition say where the space has no threshold of its own with that effect.
    init(of terms: PetitionTerms) {
        self.init(number: 0, count: terms.threshold, effect: .reached)
    }

    /// What readers are told in their language, else in any; nil where nobody wrote it.
    func word(_ t: Translator) -> String? { texts.said(in: t.language.text)?.text }

    /// Whether so many signatures, of which each territory has so many, reach it.
    func isReached(by signatures: Int, in sections: [String: Int]) -> Bool {
        guard signatures >= count else { return false }
        guard territories > 0 else { return true }
        return sections.values.count { $0 >= perTerritory } >= territories
    }
}
