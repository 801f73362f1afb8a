package import Accounts
import Kernel
import Storage
import Text
import Vault

/// What is kept of members: the work that was queued for them.
extension WorkQueue {
    package var ownData: PersonalDataSource {
        PersonalDataSource(
            id: "work",
            collect: { try collect($0, in: &$1) },
            erase: { member, transaction in
                var items = try WorkStore.all(of: member, in: &transaction)
                while !items.isEmpty {
                    try Self.remove(items, in: &transaction)
                    items = try WorkStore.all(of: member, in: &transaction)
                }
            }
        )
    }

    private func collect(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws -> [(name: String, json: [UInt8])] {
        let tenant = transaction.tenant
        let notes = try WorkStore.all(of: member, in: &transaction).map { item in
            WorkNote(
                kind: item.kind,
                space: item.space == .site ? nil : item.space.number,
                state: item.state.rawValue,
                createdAt: item.createdAt.iso8601,
                expiresAt: item.expiresAt.iso8601,
                given: try box(tenant).openText(item.input, for: .workInput(item.id)),
                result: try words(of: item, at: tenant),
                hasFile: item.hasFile
            )
        }
        guard !notes.isEmpty else { return [] }
        return [("pieces.json", try ReadableJSON.bytes(of: notes))]
    }
}

/// What the archive of "my data" says of one piece; its names are part of what is promised.
private struct WorkNote: Encodable {
    let kind: String
    let space: Int?
    let state: String
    let createdAt: String
    let expiresAt: String
    let given: String
    let result: String?
    let hasFile: Bool
}
