import Kernel
import Localization
import Markup
import Spaces
import Web

/// The rules that hold for every petition of a space, made from its settings and its workflow: so they cannot
/// say anything else than what is done.
struct PetitionRulesPage: Component {
    let terms: PetitionTerms
    let thresholds: [PetitionThreshold]
    let choices: PetitionChoices
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let workflow = WorkflowRules(of: Petition.workflow, for: visitor)
        return """
            \(Breadcrumb(above: [visitor.petitionsLink], current: t("petitions.rules.short"), t: t))
            <h1>\(t("petitions.rules.title"))</h1>
            <p class="lead">\(t("petitions.rules.lead"))</p>
            <div class="rules">
            <section><h2>\(t("petitions.rules.facts"))</h2>
            <ol class="prose steps">\(facts.map(item))</ol>
            \(effects, when: !thresholds.isEmpty)
            \(reasons)</section>
            <section><h2>\(t("petitions.rules.workflow"))</h2>
            \(workflow)</section>
            </div>
            """
    }

    private func item(_ text: String) -> HTML { "<li>\(text)</li>" }

    private var facts: [String] {
        let isByProvider = terms.isSignedByProvider
        let supporters = terms.supporters
        let all: [String?] = [
            t("petitions.rule.author"),
            supporters > 0 ? t("petitions.rule.supporters", ["count": .number(supporters)]) : nil,
            t("petitions.rule.admissibility", ["count": .number(terms.admissibilityDays)]),
            t("petitions.rule.correction", ["count": .number(terms.correctionDays)]),
            t("petitions.rule.months", ["count": .number(terms.months)]),
            t("petitions.rule.threshold", ["number": .number(terms.threshold)]),
            t(isByProvider ? "petitions.rule.provider" : "petitions.rule.email"),
            t(isByProvider ? "petitions.rule.once" : "petitions.rule.once.email"),
            t("petitions.rule.secret", ["count": .number(terms.contestDays)]),
            t("petitions.rule.withdrawal"),
        ]
        return all.compactMap(\.self)
    }

    /// What else follows from how many signatures.
    private var effects: HTML {
        DataTable(
            caption: HTML(escaping: t("petitions.rules.thresholds")),
            columns: [
                .init(t("petitions.rules.signatures")), .init(t("petitions.rules.effect")),
            ],
            rows: thresholds.map { threshold in
                DataTable.Row([
                    HTML(escaping: t.number(threshold.count)),
                    HTML(escaping: effect(of: threshold)),
                ])
            }
        ).html
    }

    private func effect(of threshold: PetitionThreshold) -> String {
        let word = threshold.word(t)
        guard threshold.effect == .promise, threshold.days > 0 else {
            return word ?? t(MessageKey("petitions.rules.effect", threshold.effect.rawValue))
        }
        let promise = t("petitions.rules.effect.within", ["count": .number(threshold.days)])
        return word.map { $0 + " – " + promise } ?? promise
    }

    private var reasons: HTML {
        let items = choices.offered(.reason).map { item($0.word(t)) }
        guard !items.isEmpty else { return .empty }
        return """
            <h3>\(t("petitions.rules.reasons"))</h3>
            <ul class="prose">\(items)</ul>
            """
    }
}
