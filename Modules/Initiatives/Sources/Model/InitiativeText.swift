import Kernel

/// What an initiative says in one language.
struct InitiativeText: Sendable, Hashable, Codable {
    let title: String
    let objectives: String
    let annex: String?

    /// A part of it, in the order in which it is read.
    enum Part: String, CaseIterable, Sendable {
        case title
        case objectives
        case annex

        /// How many characters the law allows, spaces apart but in the title (Regulation (EU) 2019/788,
        /// Annex II).
        ///
        /// The limit is of the language in which the text was written; "adjusted average per language" says the
        /// law, because a translation may need more room for the same.
        func most(isOriginal: Bool) -> Int {
            let most =
                switch self {
                case .title: Limits.initiativeTitleCharacters
                case .objectives: Limits.initiativeObjectivesCharacters
                case .annex: Limits.initiativeAnnexCharacters
                }
            return isOriginal ? most : most * Limits.translationPercent / 100
        }

        var countsSpaces: Bool { self == .title }

        func count(_ text: String) -> Int {
            countsSpaces ? text.count : text.count { !$0.isWhitespace }
        }
    }

    func text(of part: Part) -> String {
        switch part {
        case .title: title
        case .objectives: objectives
        case .annex: annex ?? ""
        }
    }

    /// Which parts are longer than the law allows.
    func tooLong(isOriginal: Bool) -> [Part] {
        Part.allCases.filter { $0.count(text(of: $0)) > $0.most(isOriginal: isOriginal) }
    }
}

/// A text of an initiative as one reader gets it, and in which language that is.
struct SaidText: Sendable, Hashable {
    let text: InitiativeText
    let language: String

    var title: String { text.title }
}
