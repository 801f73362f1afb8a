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
    /// Throws ``PutOff`` where it has to wait: then nothing was taken.
    func send(
        _ heap: NotificationHeap,
        _ desk: Desk,
        in transaction: inout Transaction
    ) throws -> Int {
        let kind = kind(heap.kind)
        let limit = kind?.isDuty == true ? Limits.dutiesPerLetter : Limits.notificationsTaken
        let rows = try NotificationStore.take(heap, limit: limit, in: &transaction)
        guard let kind, !rows.isEmpty else { return rows.count }
        var events: [Event] = []
        for row in rows {
            guard let face = try desk.faces(row.subject, &transaction),
                face.isPublic || kind.isDuty
            else { continue }
            events.append(Event(row, face, try details(of: row, transaction.tenant)))
        }
        guard !events.isEmpty else { return rows.count }
        let stop = try stop(heap, kind, at: transaction.tenant)
        let written = try people.write(
            to: heap.member,
            because: kind.isDuty ? .duty : .news,
            in: &transaction
        ) { t in
            NotificationLetter(
                kind: kind,
                events: events,
                origin: desk.origin,
                stop: stop,
                t: t
            ).letter
        }
        guard case .failure(let refusal) = written else { return rows.count }
        switch refusal {
        // There is nobody, or no address, that could read it.
        case .gone, .refused(.malformedAddress): return rows.count
        case .refused(.suspended) where !kind.isDuty: return rows.count
        case .refused(.suspended(let until)), .refused(.tooMany(let until)):
            throw PutOff(until: until)
        // Its texts are cut to fit: the institution's address is none.
        case .refused(.unfit): throw PutOff(until: transaction.now.adding(.seconds(86_400)))
        }
    }

    /// The budget of the hour is used up, or nothing can be sent to that address for now.
    struct PutOff: Error {
        let until: Instant
    }

    private func details(of row: NotificationRow, _ tenant: Tenant.ID) throws -> Details {
        let box = vault.personalBox(of: tenant)
        return try Details(json: box.open(row.details, for: .details(row.mergeKey)))
    }

    /// The address that ends a kind for a member, without the language; nil where it cannot be ended.
    private func stop(
        _ heap: NotificationHeap,
        _ kind: NotificationKind,
        at tenant: Tenant.ID
    ) throws -> String? {
        guard !kind.isDuty else { return nil }
        return try StopToken(member: heap.member, kind: kind.id).text(vault, at: tenant)
    }
}

/// Something that happened, as a letter tells it.
struct Event: Sendable {
    let times: Int
    let face: SubjectFace
    let details: [String: String]

    init(_ row: NotificationRow, _ face: SubjectFace, _ details: Details) {
        times = row.times
        self.face = face
        self.details = details.values
    }
}
