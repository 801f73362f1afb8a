import Files
import Hummingbird
import Kernel
import Vault
import Web

/// The files of results: what one holds of people is sealed, as it is in the tables that it comes from.
extension WorkQueue {
    /// A file as it is kept; throws `FileRefusal.tooLarge` when it is too long to be opened as a whole.
    func kept(
        _ made: MadeFile,
        of item: WorkItem,
        _ kind: WorkKind,
        at tenant: Tenant.ID
    ) throws -> MadeFile {
        guard kind.isPersonal else { return made }
        let sealed = try box(tenant).seal(made.bytes, for: .workFile(item.id))
        guard sealed.count <= Limits.workSealedBytes else { throw FileRefusal.tooLarge }
        return MadeFile(name: made.name, kind: made.kind, bytes: sealed)
    }

    /// A file as its owner gets it, in the scope of its space.
    func reply(
        to request: Request,
        _ file: FileID,
        of item: WorkItem,
        _ kind: WorkKind,
        in scope: Scope
    ) async throws -> Reply {
        let (subject, id) = (item.subject, item.id)
        let isVisible: FileGate = { found, _ in found == subject }
        guard kind.isPersonal else {
            return try await uploads.reply(
                to: request,
                file,
                in: scope,
                isKept: false,
                isVisible: isVisible
            )
        }
        let sealing = box(scope.tenant)
        return try await uploads.reply(
            opening: file,
            atMost: Limits.workSealedBytes,
            in: scope,
            isVisible: isVisible,
            open: { try sealing.open($0, for: .workFile(id)) }
        )
    }
}

extension PersonalBox.Place {
    fileprivate static func workFile(_ id: String) -> Self {
        Self(column: "work_item.file", row: id)
    }
}
