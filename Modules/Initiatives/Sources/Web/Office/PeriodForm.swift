import Kernel
import Localization
import Markup
import Spaces
import Web

/// The period of a collection as it is typed, with the reason for another one.
struct PeriodForm: Sendable {
    let first: DateField.Typed
    let last: DateField.Typed
    let reason: String
    var revision: String

    init(_ initiative: Initiative) {
        first = DateField.Typed(initiative.period?.firstDay)
        last = DateField.Typed(initiative.period?.lastDay)
        reason = ""
        revision = String(initiative.revision)
    }

    init(_ data: FormData) {
        first = DateField.Typed(data, "first")
        last = DateField.Typed(data, "last")
        reason = data["reason"]
        revision = data["revision"]
    }

    /// The period; nil where something is wrong, which stands beside its field.
    ///
    /// Without a last day, collection lasts the twelve months of the law.
    func period(
        for initiative: Initiative,
        in visitor: VisitorContext,
        _ typed: inout Typed
    ) -> CollectionPeriod? {
        let t = visitor.t
        if first.isEmpty { typed.refuse("first", t("initiatives.office.period.refused.first")) }
        let firstDay = first.day("first", &typed, t)
        let lastDay = last.day("last", &typed, t)
        if initiative.period != nil {
            Reason.check(reason, &typed, t)
        }
        guard let firstDay, typed.isFine else { return nil }
        let period = CollectionPeriod(
            firstDay: firstDay,
            lastDay: lastDay ?? CollectionPeriod.lastDay(from: firstDay)
        )
        let field = period.firstDay == initiative.period?.firstDay ? "last" : "first"
        return Self.accepts(period, initiative, visitor, field, &typed) ? period : nil
    }

    /// Whether an initiative can have a period; if not, that stands beside a field.
    static func accepts(
        _ period: CollectionPeriod,
        _ initiative: Initiative,
        _ visitor: VisitorContext,
        _ field: String,
        _ typed: inout Typed
    ) -> Bool {
        do throws(CollectionPeriod.Flaw) {
            try period.check(for: initiative, at: visitor.now)
            return true
        } catch {
            typed.refuse(field, message(error, visitor.t))
            return false
        }
    }

    private static func message(_ flaw: CollectionPeriod.Flaw, _ t: Translator) -> String {
        switch flaw {
        case .beforeRegistration: t("initiatives.office.period.refused.early")
        case .tooLate(let latest):
            t("initiatives.office.period.refused.late", ["date": .date(latest)])
        case .order: t("initiatives.office.period.refused.order")
        case .tooLong: t("initiatives.office.period.refused.long")
        case .begun: t("initiatives.office.period.refused.begun")
        case .past: t("initiatives.office.period.refused.past")
        }
    }
}
