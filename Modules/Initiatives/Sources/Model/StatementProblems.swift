import Localization

/// What keeps a form from being a statement.
struct StatementProblems: Error, Sendable, Hashable {
    struct Problem: Sendable, Hashable {
        let field: StatementForm.Field
        let message: MessageKey
        let values: MessageValues

        /// Messages that fit any field name it (`{{field}}`): in the list on top of the form nothing
        /// else says what they are about.
        init(_ field: StatementForm.Field, _ message: MessageKey, _ values: MessageValues = [:]) {
            self.field = field
            self.message = message
            let label = MessageValue.key(MessageKey("initiatives.sign", field.rawValue))
            self.values = values.merging(["field": label]) { given, _ in given }
        }
    }

    /// What must be corrected.
    var errors: [Problem] = []
    /// What looks wrong, and may be right all the same: the citizen can insist.
    var doubts: [Problem] = []

    /// In the order of the form.
    var all: [Problem] {
        StatementForm.Field.allCases.flatMap { field in
            (errors + doubts).filter { $0.field == field }
        }
    }

    var isEmpty: Bool { errors.isEmpty && doubts.isEmpty }

    func first(of field: StatementForm.Field) -> Problem? {
        all.first { $0.field == field }
    }
}
