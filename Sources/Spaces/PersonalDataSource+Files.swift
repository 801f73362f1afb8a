import Accounts
import Files
import Kernel
import Storage
import Text

extension PersonalDataSource {
    /// Files that a member has sent and that belong to nothing yet, in every space of the institution; those
    /// that belong to something are its module's.
    static func waitingFiles(_ uploads: Uploads) -> PersonalDataSource {
        PersonalDataSource(
            id: "files",
            collect: { member, transaction in
                var documents: [(name: String, json: [UInt8])] = []
                for space in try SpaceStore.ids(in: &transaction) {
                    let files = try transaction.inside(space) { inner in
                        try uploads.waiting(of: member, in: &inner)
                    }
                    guard !files.isEmpty else { continue }
                    let notes = files.map { WaitingFileNote($0.file, since: $0.since) }
                    documents.append(
                        ("waiting-\(space).json", try ReadableJSON.bytes(of: notes))
                    )
                }
                return documents
            },
            erase: { member, transaction in
                for space in try SpaceStore.ids(in: &transaction) {
                    try transaction.inside(space) { inner in
                        try uploads.removeWaiting(of: member, in: &inner)
                    }
                }
            }
        )
    }
}

/// What the archive of "my data" says of a file that waits; its names are part of what is promised.
private struct WaitingFileNote: Encodable {
    let name: String
    let kind: String
    let bytes: Int
    let receivedAt: String

    init(_ file: StoredFile, since: Instant) {
        name = file.name.text
        kind = file.kind.rawValue
        bytes = file.bytes
        receivedAt = since.iso8601
    }
}
