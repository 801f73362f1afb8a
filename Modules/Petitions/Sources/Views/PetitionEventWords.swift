import Kernel
import Localization
import Markup

/// What a public event of a petition is called, and what the institution says about it.
struct PetitionEventWords: Sendable {
    let event: PetitionEvent
    let petition: Petition
    var thresholds: [PetitionThreshold] = []
    let t: Translator

    /// As the heading of an entry.
    var title: String {
        switch event.kind {
        case .step:
            return t(MessageKey("petitions.event.step", event.step ?? "publish"))
        case .threshold, .fallback:
            let key = MessageKey("petitions.event", event.kind.rawValue)
            guard let name else {
                return t(key, ["number": .number(event.count ?? petition.terms.threshold)])
            }
            let named = MessageKey(key, "named")
            return t(named, ["name": .text(name)])
        case .correction, .text, .answer, .hearing, .debate, .report, .note:
            return t(MessageKey("petitions.event", event.kind.rawValue))
        }
    }

    /// The same with its day, as an email tells it.
    var sentence: String {
        t(
            "petitions.event.sentence",
            ["date": .date(day), "event": .text(title)]
        )
    }

    /// The day that it is about, else the one on which it was noted.
    var day: CivilDate { event.day ?? petition.terms.civilZone.date(at: event.at) }

    /// In the reader's language, else in the petition's, else in any.
    var said: String? { event.said(t, in: petition.language) }

    private var name: String? {
        thresholds.first { $0.number == event.threshold }?.word(t)
    }
}
