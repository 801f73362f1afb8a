import Files
import Kernel
import Localization
import Moderation
import Storage
import Text
package import Work

/// What people say about a subject, as a table for spreadsheets: all that everybody reads, and nothing else.
extension Comments {
    /// What an export is of, in the space in which it is queued.
    package struct ExportWish: Codable, Sendable {
        let kind: String
        let id: String

        package init(kind: String, id: String) {
            self.kind = kind
            self.id = id
        }
    }

    package static let export = WorkName<ExportWish>("comments.export")

    package var work: [WorkKind] {
        [
            WorkKind(Self.export, title: "comments.export") { wish, run in
                let subject = run.scope.subject(.init(wish.kind), wish.id)
                let rows = try await rows(of: subject, run)
                guard !rows.isEmpty else {
                    throw WorkFailure(run.t("comments.export.nothing"))
                }
                let text = TableText().row(ExportRow.columns) + rows.joined()
                return .file(MadeFile(name: "comments", kind: .csv, bytes: Array(text.utf8)))
            }
        ]
    }

    /// What begins a conversation first, then answers: so it is known which of these people see.
    private func rows(of subject: Subject, _ run: WorkRun) async throws -> [String] {
        let total = try await run.database.read(in: run.scope) { transaction in
            try CommentStore.thread(of: subject, in: &transaction).tally.total
        }
        let table = TableText()
        var rows: [String] = []
        var seen: Set<Comment.ID> = []
        var last: Comment?
        repeat {
            let found = try await run.database.read(in: run.scope) { [last] transaction in
                try CommentStore.export(of: subject, after: last, in: &transaction)
            }
            for comment in found {
                if comment.parent == nil { seen.insert(comment.id) }
                let isSeen = comment.parent.map { seen.contains($0) } ?? true
                guard isSeen, comment.visibility == .published else { continue }
                rows.append(table.row(ExportRow(comment).cells))
            }
            last = found.last
            try await run.report(done: min(rows.count, total), of: total)
        } while last != nil && rows.count < Limits.commentExportMost
        return rows
    }
}

/// One comment as a row; names of columns are for programs and never change.
private struct ExportRow {
    static let columns = [
        "id", "answers", "stance", "language", "text", "written_at", "edited_at",
    ]

    let cells: [String]

    init(_ comment: Comment) {
        cells = [
            comment.id.text, comment.parent?.text ?? "", comment.stance?.rawValue ?? "",
            comment.language?.text ?? "", comment.text, comment.writtenAt.iso8601,
            comment.editedAt?.iso8601 ?? "",
        ]
    }
}
