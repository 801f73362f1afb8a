package import Markup

/// What is wrong with what was typed into a form, field by field.
package struct Typed: Sendable {
    private var problems: [(name: String, message: String)] = []
    /// Why nothing of it was taken, where no field is to blame: somebody else was faster.
    package private(set) var refusal: String?

    package init() {}

    /// Without the name of a field, for pages that show ``refusal``.
    package mutating func refuse(_ name: String?, _ message: String) {
        guard let name else {
            refusal = refusal ?? message
            return
        }
        problems.append((name, message))
    }

    package var isFine: Bool { problems.isEmpty && refusal == nil }

    package func problem(_ name: String) -> String? {
        problems.first { $0.name == name }?.message
    }

    /// For the list on top of the form.
    package var list: [FieldProblem] {
        problems.map { FieldProblem(field: "field-" + $0.name, message: $0.message) }
    }
}
