package import Hummingbird
import Kernel
package import Web

/// What came with a form: what was typed, and what became of its files.
package struct ReceivedForm: Sendable {
    package let fields: FormData
    private let files: [String: Result<StoredFile, FileRefusal>]

    init(fields: FormData, files: [String: Result<StoredFile, FileRefusal>]) {
        self.fields = fields
        self.files = files
    }

    /// Nil when nobody chose one; else the file as it is kept, or why it is not.
    package func file(_ field: String) -> Result<StoredFile, FileRefusal>? { files[field] }

    /// The name of the field in which a form sends the name of a file that was taken before.
    package static func waitingField(_ field: String) -> String { field + "-waiting" }
}

extension Uploads {
    /// Reads a form whose route declares ``FileRules/bodyRules``, and takes the files in these fields.
    ///
    /// A file that is refused is no failure of the form: the page shows it again, with the reason and
    /// all that was typed. A file that was taken the last time comes by its name, without being sent
    /// again. Throws `signInRequired` for visitors, before anything is read.
    package func receive(
        _ request: Request,
        _ visitor: VisitorContext,
        _ rules: [String: FileRules]
    ) async throws -> ReceivedForm {
        let scope = visitor.scope
        guard let holder = holder(scope.actor, of: scope.tenant) else {
            throw PageError.signInRequired
        }
        return try await seats.run(for: holder) {
            let reception = Reception(rules: rules, random: random, logger: logger)
            let fields = try await request.form(of: visitor.visit, files: reception)
            // From here on the page has its time, for all files together.
            let deadline = ContinuousClock.now + Limits.renewalTime
            var files: [String: Result<StoredFile, FileRefusal>] = [:]
            for arrival in await reception.arrivals {
                guard let rules = rules[arrival.field] else { continue }
                files[arrival.field] = try await Self.result {
                    try await keep(arrival, rules, holder: holder, until: deadline, in: scope)
                }
            }
            for (field, rules) in rules where files[field] == nil {
                let id = FileID(fields[ReceivedForm.waitingField(field)])
                guard let id, let row = try await waiting(id, of: holder, in: scope) else {
                    continue
                }
                files[field] = rules.result(row)
            }
            return ReceivedForm(fields: fields, files: files)
        }
    }
}

extension FileRules {
    /// A file that another field may have taken is taken as if it came with this one.
    fileprivate func result(_ row: FileRow) -> Result<StoredFile, FileRefusal> {
        guard kinds.contains(row.file.kind) else { return .failure(.otherKind) }
        return row.sentBytes <= bytes ? .success(row.file) : .failure(.tooLarge)
    }
}
