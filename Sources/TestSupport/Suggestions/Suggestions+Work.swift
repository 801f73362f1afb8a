import Files
import Kernel
import Localization
import Spaces
import Storage
import Text
package import Work

/// What the small module does for one member and takes longer than a page.
extension Suggestions {
    /// What an export is of.
    package struct Wish: Codable, Sendable {
        /// Only suggestions that hold this text.
        package let holding: String

        package init(holding: String) { self.holding = holding }
    }

    package static let export = WorkName<Wish>("suggestions.export")
    package static let count = WorkName<Wish>("suggestions.count")

    package var work: [WorkKind] {
        [
            WorkKind(Self.export, title: "Export of suggestions") { wish, run in
                let found = try await rows(wish, run)
                guard !found.isEmpty else { throw WorkFailure("Nothing holds \(wish.holding).") }
                let table = TableText()
                let text = found.map { table.row([String($0.number), $0.text]) }.joined()
                return .file(
                    MadeFile(name: "suggestions", kind: .csv, bytes: Array(text.utf8))
                )
            },
            WorkKind(Self.count, title: "Count of suggestions", tries: 2) { wish, run in
                .text("\(try await rows(wish, run).count) suggestions (\(run.t.language))")
            },
        ]
    }

    /// Row by row, so that there is something to report.
    private func rows(_ wish: Wish, _ run: WorkRun) async throws -> [Suggestion] {
        let all = try await run.database.read(in: run.scope) { transaction in
            try SuggestionStore.all(in: Suggestion.workflow.states, in: &transaction)
        }
        var found: [Suggestion] = []
        for (index, suggestion) in all.enumerated() {
            if suggestion.text.contains(wish.holding) { found.append(suggestion) }
            try await run.report(done: index + 1, of: all.count)
        }
        return found
    }
}
