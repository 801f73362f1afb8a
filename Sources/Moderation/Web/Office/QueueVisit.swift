import Kernel
import Markup
import Text
import Web

/// What a moderator wants to see of the queue, as an address says it; it goes along from case to case.
struct QueueVisit: Sendable, Hashable {
    var filter: CaseFilter
    var cursor: ListCursor?

    init(_ filter: CaseFilter = CaseFilter(), at cursor: ListCursor? = nil) {
        self.filter = filter
        self.cursor = cursor
    }

    /// Whatever is no choice of the queue is left out.
    init(_ data: FormData) {
        let kind = data["kind"]
        filter = CaseFilter(
            order: CaseFilter.Order(rawValue: data["order"]) ?? .promise,
            space: Int(data["space"]).map { Space.ID($0) },
            kind: kind.isEmpty ? nil : Subject.Kind(kind),
            cause: ModerationCase.Cause(rawValue: data["cause"]),
            isBreached: data["late"] == "yes"
        )
        cursor = ListCursor(data["after"])
    }

    /// The same from its beginning.
    var first: QueueVisit { QueueVisit(filter) }

    /// What is chosen, as addresses and forms say it; what goes without saying is not said.
    var choices: [(name: String, value: String)] {
        var choices: [(name: String, value: String)] = []
        if filter.order != .promise { choices.append(("order", filter.order.rawValue)) }
        if let space = filter.space { choices.append(("space", space.description)) }
        if let kind = filter.kind { choices.append(("kind", kind.name)) }
        if let cause = filter.cause { choices.append(("cause", cause.rawValue)) }
        if filter.isBreached { choices.append(("late", "yes")) }
        return choices
    }

    func path(of place: Path) -> Path {
        let path = choices.reduce(place) { $0.with($1.name, $1.value) }
        return cursor.map { path.with("after", $0.text) } ?? path
    }

    /// The same for a form.
    var fields: HiddenFields { HiddenFields(choices) }
}
