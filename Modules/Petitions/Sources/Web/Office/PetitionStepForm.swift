import Files
import Kernel
import Localization
import Markup
import Spaces
import Web

/// What somebody types who takes a step: what is told of it, and what belongs to this one step.
struct PetitionStepForm: Sendable {
    let mark: String
    let texts: SaidTexts
    /// The key of a reason or of a decision.
    let choice: String
    let isTextHidden: Bool
    let day: DateField.Typed
    let url: String
    let target: String
    let legislature: String
    /// Which points of the checklist are ticked.
    let checked: Set<String>
    /// A document that has arrived.
    var file: StoredFile?

    /// As the page begins.
    init(_ petition: Petition, in visitor: VisitorContext) {
        mark = String(petition.mark)
        texts = SaidTexts([:], named: "text", in: visitor.tenant.languages)
        choice = ""
        isTextHidden = false
        day = DateField.Typed(visitor.tenant.zone.date(at: visitor.now))
        url = ""
        target = ""
        legislature = ""
        checked = []
    }

    init(_ data: FormData, mark: String? = nil, in visitor: VisitorContext) {
        self.mark = mark ?? data["mark"]
        texts = SaidTexts(data, named: "text", in: visitor.tenant.languages)
        choice = data["choice"]
        isTextHidden = data["hidden"] == "yes"
        day = DateField.Typed(data, "day")
        url = data["url"]
        target = data["target"]
        legislature = data["legislature"]
        checked = Set(AdmissibilityPoint.allCases.map(\.rawValue).filter { data[$0] == "yes" })
    }

    /// What is wished where nothing is wrong; else that stands beside its field.
    func wish(
        for step: String,
        _ choices: PetitionChoices,
        _ typed: inout Typed,
        in visitor: VisitorContext
    ) -> Petitions.StepWish? {
        let t = visitor.t
        let isPlain = step == "publish" || step == "examine"
        texts.check(
            isRequired: !isPlain,
            maximum: Limits.petitionReasonCharacters,
            &typed,
            t
        )
        var wish = Petitions.StepWish(texts: texts.texts(), file: file?.id)
        switch step {
        case "publish": check(&typed, t)
        case "refuse":
            let reason = choices.offered(.reason).first { $0.key == choice }
            if reason == nil { typed.refuse("choice", t("petitions.office.reason.missing")) }
            wish.reason = reason?.key
            wish.isTextHidden = isTextHidden || reason?.isHiddenReason == true
        case "join":
            wish.target = Petition.ID(target)
            if wish.target == nil { typed.refuse("target", t("petitions.office.target.missing")) }
        case "decide": decide(&wish, choices, &typed, in: visitor)
        case "archive", "stop":
            wish.legislature = Self.legislature(legislature, &typed, t)
        default: break
        }
        return typed.isFine ? wish : nil
    }

    /// Every point of the checklist is looked at before a petition is published.
    private func check(_ typed: inout Typed, _ t: Translator) {
        for point in AdmissibilityPoint.allCases where !checked.contains(point.rawValue) {
            typed.refuse(point.rawValue, t("petitions.office.check.missing"))
        }
    }

    private func decide(
        _ wish: inout Petitions.StepWish,
        _ choices: PetitionChoices,
        _ typed: inout Typed,
        in visitor: VisitorContext
    ) {
        let t = visitor.t
        let kind = choices.offered(.decision).first { $0.key == choice }
        if kind == nil { typed.refuse("choice", t("petitions.office.decision.missing")) }
        wish.decision = kind?.key
        if day.isEmpty { typed.refuse("day", t("petitions.office.day.missing")) }
        wish.day = day.day("day", &typed, t)
        if let day = wish.day, day > visitor.tenant.zone.date(at: visitor.now) {
            typed.refuse("day", t("petitions.office.day.future"))
        }
        wish.url = Self.address(url, &typed, t)
    }

    /// A whole address over TLS; nil where nothing is typed, and what is wrong stands beside its field.
    static func address(_ url: String, _ typed: inout Typed, _ t: Translator) -> String? {
        guard !url.isEmpty else { return nil }
        let isSafe =
            url.lowercased().hasPrefix("https://") && url.utf8.count <= Limits.linkBytes
            && Path(web: url) != nil
        guard isSafe else {
            typed.refuse("url", t("petitions.office.url.unfit"))
            return nil
        }
        return url
    }

    static func legislature(
        _ name: String,
        _ typed: inout Typed,
        _ t: Translator
    ) -> String? {
        guard !name.isEmpty else {
            typed.refuse("legislature", t("petitions.office.legislature.missing"))
            return nil
        }
        guard name.count <= Limits.legislatureCharacters else {
            let most = Limits.legislatureCharacters
            typed.refuse(
                "legislature",
                t("petitions.office.text.long", ["count": .number(most)])
            )
            return nil
        }
        return name
    }
}

/// What is looked at before a petition is published.
enum AdmissibilityPoint: String, Sendable, CaseIterable {
    case competence
    case request
    case dignity
    case privacy
    case duplicate
    case documents
}
