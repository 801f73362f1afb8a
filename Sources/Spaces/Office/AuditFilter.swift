import Audit
import Kernel
import Localization
import Markup
import Web

/// What somebody wants to see of the audit, as an address says it; what is none is left out.
struct AuditFilter {
    let actor: AuditActor?
    let action: AuditAction?
    let subject: Subject?
    let first: DateField.Typed
    let last: DateField.Typed

    init(_ query: FormData, _ actions: [AuditAction]) {
        actor = AuditActor(query["actor"])
        action = actions.first { $0.name == query["action"] }
        let parts = query["subject"].split(separator: "/", maxSplits: 2).map(String.init)
        if parts.count == 3, let space = Int(parts[0]) {
            subject = Subject(space: Space.ID(space), kind: Subject.Kind(parts[1]), id: parts[2])
        } else {
            subject = nil
        }
        first = DateField.Typed(query, "first")
        last = DateField.Typed(query, "last")
    }

    /// Of one author, or of one thing.
    init(actor: AuditActor? = nil, subject: Subject? = nil) {
        self.actor = actor
        self.subject = subject
        action = nil
        first = DateField.Typed(nil)
        last = DateField.Typed(nil)
    }

    /// Days by the institution's clocks, both of them included; one that no calendar has is refused.
    func search(in zone: CivilZone, _ typed: inout Typed, _ t: Translator) -> AuditSearch {
        var search = AuditSearch(actor: actor, action: action, subject: subject)
        let days = (first.day("first", &typed, t), last.day("last", &typed, t))
        let begin = days.0.map { zone.start(of: $0) } ?? Instant(milliseconds: .min)
        let end = days.1.map { zone.end(of: $0) } ?? Instant(milliseconds: .max)
        guard begin < end else {
            typed.refuse("last", t("office.phase.refused.order"))
            return search
        }
        if days.0 != nil || days.1 != nil { search.time = begin..<end }
        return search
    }

    /// The address of what it asks for.
    func path(of list: Path) -> Path {
        var path = list
        if let actor { path = path.with("actor", actor.text) }
        if let action { path = path.with("action", action.name) }
        if let subject { path = path.with("subject", subject.description) }
        for (name, typed) in [("first", first), ("last", last)] where !typed.isEmpty {
            path = path.with(name + "-day", typed.day).with(name + "-month", typed.month)
                .with(name + "-year", typed.year)
        }
        return path
    }
}
