package import Accounts
import Kernel
import Storage
import Text
import Vault

/// What is kept of members: what waits to be told, and how often they want to hear.
extension Notifications {
    package var ownData: PersonalDataSource {
        PersonalDataSource(
            id: "notifications",
            collect: { try collect($0, in: &$1) },
            erase: { member, transaction in
                try NotificationStore.removeAll(of: member, in: &transaction)
                try NotificationWishStore.removeAll(of: member, in: &transaction)
            }
        )
    }

    private func collect(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws -> [(name: String, json: [UInt8])] {
        let box = vault.personalBox(of: transaction.tenant)
        let waiting = try NotificationStore.all(of: member, in: &transaction).map { row in
            NotificationDocument.Waiting(
                kind: row.kind,
                subject: row.subject.description,
                happenedAt: row.happenedAt.iso8601,
                times: row.times,
                details: try Details(json: box.open(row.details, for: .details(row.mergeKey)))
                    .values
            )
        }
        let wishes = try NotificationWishStore.all(of: member, in: &transaction)
        guard !waiting.isEmpty || !wishes.isEmpty else { return [] }
        let document = NotificationDocument(
            chosen: Dictionary(
                wishes.compactMap { wish in wish.rhythm.map { (wish.kind, $0.rawValue) } }
            ) { first, _ in first },
            waiting: waiting
        )
        return [("waiting.json", try ReadableJSON.bytes(of: document))]
    }
}

/// What the archive of "my data" says of notifications; its names are part of what is promised.
private struct NotificationDocument: Encodable {
    struct Waiting: Encodable {
        let kind: String
        let subject: String
        let happenedAt: String
        let times: Int
        let details: [String: String]
    }

    let chosen: [String: String]
    let waiting: [Waiting]
}
