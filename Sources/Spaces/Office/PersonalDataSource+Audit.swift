import Accounts
import Audit
import Kernel
import Localization
import Storage
import Text

extension PersonalDataSource {
    /// What a member did for the institution, and what was done to their account.
    ///
    /// Entries stay: without the account they lead to nobody.
    static func entries(of audit: Audit) -> PersonalDataSource {
        PersonalDataSource(
            id: "audit",
            remainder: "audit.remainder",
            collect: { member, transaction in
                let account = Subject(space: .site, kind: "member", id: member.text)
                let searches = [
                    AuditSearch(actor: AuditActor(.member(member))), AuditSearch(subject: account),
                ]
                let found = try searches.flatMap { search in
                    try audit.entries(
                        search,
                        limit: Limits.auditOwnRows,
                        in: &transaction
                    ).entries
                }
                let entries = Dictionary(found.map { ($0.number, $0) }) { first, _ in first }
                guard !entries.isEmpty else { return [] }
                let notes = entries.values.sorted { $0.number < $1.number }
                    .map { AuditEntryNote($0, of: member) }
                return [("entries.json", try ReadableJSON.bytes(of: notes))]
            },
            erase: { _, _ in }
        )
    }
}

/// What the archive of "my data" says of an entry; its names are part of what is promised.
private struct AuditEntryNote: Encodable {
    let number: Int
    let at: String
    /// `you`, `staff`, or who acted without an account.
    let by: String
    let action: String
    let subject: String
    let before: [String: String]
    let after: [String: String]

    init(_ entry: AuditEntry, of member: Member.ID) {
        number = entry.number
        at = entry.at.iso8601
        by = entry.actor.member.map { $0 == member ? "you" : "staff" } ?? entry.actor.text
        action = entry.action.name
        subject = entry.subject.description
        before = entry.changes?.before ?? [:]
        after = entry.changes?.after ?? [:]
    }
}
