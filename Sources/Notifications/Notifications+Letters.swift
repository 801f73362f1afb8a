import Accounts
import Kernel
import Localization
import Mail
import Markup
import Storage
import Vault

/// From what is due to a letter.
extension Notifications {
    /// Where an institution's letters lead, and how subjects are shown.
    struct Desk: Sendable {
        /// `https://host`.
        let origin: String
        let faces: SubjectFaces
    }

    /// Writes one letter of what is due of one kind for one member, and removes it, all together; gives how
    /// many things that were.
    ///
    /// `room` is how many are told one by one. Of what has to be told no more are taken; of news the others
    /// are counted. Throws ``Unfit`` where the letter is too long, and ``PutOff`` where it has to wait: then
    /// nothing was taken.
    func send(
        _ heap: NotificationHeap,
        of kind: NotificationKind,
        room: Int,
        _ desk: Desk,
        in transaction: inout Transaction
    ) throws -> Int {
        let limit = kind.isDuty ? room : Limits.notificationsTaken
        let rows = try NotificationStore.take(heap, limit: limit, in: &transaction)
        let beyond = mergeKeyBeyond(at: transaction.tenant)
        var events: [Event] = []
        for row in rows where row.mergeKey != beyond {
            let face = try desk.faces(row.subject, &transaction)
            // News of what is hidden or gone is told to nobody who could not read it; a duty is told whatever
            // became of it.
            let isRead = face.map { $0.isPublic || kind.place != nil } ?? false
            guard isRead || kind.isDuty else { continue }
            events.append(Event(row, face, try details(of: row, transaction.tenant)))
        }
        guard !events.isEmpty else { return rows.count }
        let letter = Draft(
            kind: kind,
            events: events,
            uncounted: rows.first { $0.mergeKey == beyond }?.times ?? 0,
            room: room,
            stop: try stop(heap, kind, in: &transaction)
        )
        try write(letter, to: heap.member, desk, in: &transaction)
        return rows.count
    }

    /// What is told, before its reader's language is known.
    private struct Draft {
        let kind: NotificationKind
        let events: [Event]
        let uncounted: Int
        let room: Int
        let stop: String?
    }

    private func write(
        _ draft: Draft,
        to member: Member.ID,
        _ desk: Desk,
        in transaction: inout Transaction
    ) throws {
        let isDuty = draft.kind.isDuty
        let written = try people.write(to: member, isDuty: isDuty, in: &transaction) { t in
            NotificationLetter(
                kind: draft.kind,
                events: draft.events,
                uncounted: draft.uncounted,
                room: draft.room,
                origin: desk.origin,
                stop: draft.stop,
                t: t
            ).letter
        }
        guard case .failure(let refusal) = written else { return }
        switch refusal {
        // There is nobody, or no address, that could read it.
        case .gone, .refused(.malformedAddress): return
        case .refused(.suspended) where !isDuty: return
        case .refused(.suspended(let until)), .refused(.tooMany(let until)):
            throw PutOff(until: until)
        case .refused(.unfit): throw Unfit()
        }
    }

    /// The budget of the hour is used up, or nothing can be sent to that address for now.
    struct PutOff: Error {
        let until: Instant
    }

    /// So much does not fit into one letter.
    struct Unfit: Error {}

    private func details(of row: NotificationRow, _ tenant: Tenant.ID) throws -> Details {
        let box = vault.personalBox(of: tenant)
        return try Details(json: box.open(row.details, for: .details(row.mergeKey)))
    }

    /// The address that ends a kind for a member, without the language; nil where it cannot be ended.
    private func stop(
        _ heap: NotificationHeap,
        _ kind: NotificationKind,
        in transaction: inout Transaction
    ) throws -> String? {
        guard !kind.isDuty,
            let mailbox = try people.mailbox(of: heap.member, in: &transaction)
        else { return nil }
        return try StopToken(member: heap.member, kind: kind.id, mailbox: mailbox)
            .text(vault, at: transaction.tenant)
    }
}

/// Something that happened, as a letter tells it.
struct Event: Sendable {
    let times: Int
    let subject: Subject
    /// Nil of what is not there any more.
    let face: SubjectFace?
    let details: [String: String]

    init(_ row: NotificationRow, _ face: SubjectFace?, _ details: Details) {
        times = row.times
        subject = row.subject
        self.face = face
        self.details = details.values
    }
}
