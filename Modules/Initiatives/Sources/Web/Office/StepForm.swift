import Kernel
import Localization
import Markup
import Spaces
import Web

/// What somebody types who takes a step: the reason, and of an answer its day and where it can be read.
struct StepForm: Sendable {
    let reason: String
    let day: DateField.Typed
    let address: String
    var revision: String

    init(_ initiative: Initiative, at now: Instant) {
        reason = ""
        day = DateField.Typed(CivilZone.brussels.date(at: now))
        address = ""
        revision = String(initiative.revision)
    }

    init(_ data: FormData) {
        reason = data["reason"]
        day = DateField.Typed(data, "day")
        address = data["address"]
        revision = data["revision"]
    }

    /// What the Commission answered; what is wrong stands beside its field.
    func answer(_ visitor: VisitorContext, _ typed: inout Typed) -> Initiatives.Answer? {
        let t = visitor.t
        if !address.isEmpty, !WebAddress.isSafe(address) {
            typed.refuse("address", t("initiatives.office.refused.address"))
        }
        if day.isEmpty { typed.refuse("day", t("office.phase.refused.day")) }
        guard let day = day.day("day", &typed, t) else { return nil }
        guard day <= CivilZone.brussels.date(at: visitor.now) else {
            typed.refuse("day", t("initiatives.office.refused.future"))
            return nil
        }
        return Initiatives.Answer(day: day, address: address.isEmpty ? nil : address)
    }

    func fields(_ typed: Typed, _ t: Translator) -> HTML {
        let date = DateField(
            FieldFrame(
                name: "day",
                label: t("initiatives.office.answer.day"),
                problem: typed.problem("day")
            ),
            typed: day,
            t: t
        )
        let field = TextField(
            FieldFrame(
                name: "address",
                label: t("initiatives.office.answer.address"),
                hint: "\(t("initiatives.office.address.hint"))",
                problem: typed.problem("address")
            ),
            value: address,
            autocomplete: "off",
            maximum: Limits.linkBytes,
            isRequired: false
        )
        return "\(date)\(field)"
    }
}
