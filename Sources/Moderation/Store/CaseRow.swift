import Kernel
import Storage

/// A case as it is kept.
struct CaseRow: Sendable, Hashable, RowReadable {
    static let columns: SQL = """
        moderation_case.number, moderation_case.space_id, moderation_case.kind,
        moderation_case.subject_id, moderation_case.cause, moderation_case.is_open,
        moderation_case.opened_at, moderation_case.promised_at, moderation_case.closed_at,
        moderation_case.decision, moderation_case.report_count, moderation_case.author_id,
        moderation_case.claimed_by, moderation_case.claimed_until, moderation_case.revision
        """

    let number: Int
    let subject: Subject
    let cause: ModerationCase.Cause
    let isOpen: Bool
    let openedAt: Instant
    let promisedAt: Instant
    let closedAt: Instant?
    /// That closed it; nil for what its author took back.
    let decision: Int?
    let reportCount: Int
    let author: Member.ID?
    private let claimedBy: Member.ID?
    private let claimedUntil: Instant?
    let revision: Int

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        subject = try Subject(reading: &row)
        cause = ModerationCase.Cause(rawValue: try row.next()) ?? .own
        isOpen = try row.next()
        openedAt = try row.next()
        promisedAt = try row.next()
        closedAt = try row.next()
        decision = try row.next()
        reportCount = try row.next()
        author = try row.next()
        claimedBy = try row.next()
        claimedUntil = try row.next()
        revision = try row.next()
    }

    /// Who works at it at an instant: a claim ends by itself.
    func claim(at now: Instant) -> ModerationCase.Claim? {
        guard isOpen, let claimedBy, let claimedUntil, claimedUntil > now else { return nil }
        return ModerationCase.Claim(by: claimedBy, until: claimedUntil)
    }

    func item(at now: Instant) -> ModerationCase {
        ModerationCase(
            number: number,
            subject: subject,
            cause: cause,
            isOpen: isOpen,
            openedAt: openedAt,
            promisedAt: promisedAt,
            closedAt: closedAt,
            reportCount: reportCount,
            author: author,
            claim: claim(at: now),
            revision: revision
        )
    }
}
