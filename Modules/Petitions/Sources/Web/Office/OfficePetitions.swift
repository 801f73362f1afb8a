import Files
import Hummingbird
import Kernel
import Localization
import Markup
import Search
import Spaces
import Storage
import Text
import Web

/// `/admin/spaces/:space/petitions`: what is submitted, what is signed, what waits for an answer.
struct OfficePetitions: Sendable {
    let petitions: Petitions

    var office: PetitionOffice { PetitionOffice(petitions: petitions) }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let visit = OfficeVisit(visitor.visit.query)
        let found = try await queue(visit, staff)
        let view = OfficeQueueView(found: found.queue, visit: visit, visitor: visitor)
        let list = PetitionOffice.path(visitor)
        let turning =
            visit.words.isEmpty ? ListTurning(found.page, of: list, for: visit, t: t).html : .empty
        return office.page(
            t("petitions.office.title"),
            "\(view.ways)\(view.search)\(view.choices)\(view.table)\(turning)",
            for: staff
        )
    }

    /// A page of the list, or what a search has found: a petition by its number, public ones by their words.
    private func queue(
        _ visit: OfficeVisit,
        _ staff: StaffContext
    ) async throws -> (page: ListPage<OfficeRow>, queue: OfficeQueue) {
        let (petitions, reader) = (self.petitions, staff.member.id)
        return try await petitions.host.database.read(in: staff.scope) { transaction in
            guard visit.words.isEmpty else {
                let rows = try Self.search(visit, in: &transaction)
                return (.empty, try petitions.officeQueue(rows, in: &transaction))
            }
            let page = try Self.page(visit, for: reader, in: &transaction)
            return (page, try petitions.officeQueue(page.items, in: &transaction))
        }
    }

    private static func page(
        _ visit: OfficeVisit,
        for reader: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> ListPage<OfficeRow> {
        let rows = try PetitionStore.queue(visit, for: reader, in: &transaction)
        let page = ListPage(rows, at: visit.cursor, length: Limits.queueLength) {
            (Int($0.since.milliseconds), $0.id.text)
        }
        if let page { return page }
        let first = try PetitionStore.queue(visit.first, for: reader, in: &transaction)
        return ListPage(first, at: nil, length: Limits.queueLength) {
            (Int($0.since.milliseconds), $0.id.text)
        } ?? .empty
    }

    private static func search(
        _ visit: OfficeVisit,
        in transaction: inout Transaction
    ) throws(StorageError) -> [OfficeRow] {
        if let id = Petition.ID(visit.words) {
            return try PetitionStore.officeRows([id], in: &transaction)
        }
        let search = try SearchStore.search(
            for: visit.searchWords,
            of: .petition,
            in: &transaction
        )
        let best = (search?.matches ?? []).prefix(Limits.queueLength)
            .compactMap { Petition.ID($0.id) }
        let rows = try PetitionStore.officeRows(best, in: &transaction)
        let byID = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
        return best.compactMap { byID[$0] }
    }

    /// Those with one tag.
    func tagged(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let tag = try visitor.parameter("tag")
        let petitions = self.petitions
        let found = try await petitions.host.database.read(in: staff.scope) { transaction in
            let ids = try PetitionNoteStore.petitions(tagged: tag, in: &transaction)
            let rows = try PetitionStore.officeRows(ids, in: &transaction)
                .sorted { $1.id < $0.id }
            return try petitions.officeQueue(rows, in: &transaction)
        }
        guard let choice = found.choices.find(tag, .tag) else { throw PageError.notFound }
        let view = OfficeQueueView(found: found, visit: OfficeVisit(), visitor: visitor)
        return office.page(
            t("petitions.office.tagged", ["tag": .text(choice.word(t))]),
            view.table,
            at: ["tags", tag],
            for: staff
        )
    }

    /// One petition, what is to be done next, and all that belongs to it.
    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await show(staff)
    }

    func show(
        _ staff: StaffContext,
        note: String = "",
        _ typed: Typed = Typed()
    ) async throws -> Reply {
        let id = try staff.visitor.petitionID()
        guard let found = try await petitions.officeCase(of: id, in: staff.scope) else {
            throw PageError.notFound
        }
        let view = OfficePetitionPage(
            found: found,
            typed: typed,
            note: note,
            staff: staff
        )
        return office.page(
            found.petition.title,
            view.html,
            at: [id.text],
            about: found.petition,
            typed: typed,
            for: staff
        )
    }

    /// A document that its author sent: readers see it once the petition is published, staff before.
    func file(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let petition = try await office.petition(staff.visitor)
        guard let file = FileID(try staff.visitor.parameter("file")) else {
            throw PageError.notFound
        }
        let own = PetitionFileStore.subject(file.text, of: petition.id, in: staff.scope)
        return try await petitions.host.uploads.reply(
            to: request,
            file,
            in: staff.scope,
            isKept: false
        ) { subject, _ in subject == own }
    }
}
