import Kernel
import Storage

/// A decision as it is to be kept.
struct NewDecision: Sendable {
    let number: Int
    let caseNumber: Int
    let subject: Subject
    let decision: Decision
    let source: Decision.Source
    let isDetected: Bool
    let automation: DecisionRecord.Automation
    let policy: Int?
    let contentLanguage: String?
    /// Sealed.
    let reasons: [UInt8]
    let decidedBy: Member.ID?
    let contentAt: Instant
    let author: Member.ID?
    let before: Visibility
}

/// A decision as it is kept, its words still sealed.
struct StoredDecision: Sendable, RowReadable {
    static let columns: SQL = """
        number, case_number, space_id, kind, subject_id, action, ground, category, extent,
        holds_until, label, source, is_detected, automation, policy, template, language,
        content_language, reasons, decided_at, decided_by, content_at, author_id,
        visibility_before, undone_at, reversed_by
        """

    let number: Int
    let caseNumber: Int
    let subject: Subject
    let action: Decision.Action
    let ground: Decision.Ground.Kind?
    let category: ModerationCategory?
    let extent: Decision.Extent
    let until: Instant?
    let label: String?
    let source: Decision.Source
    let isDetected: Bool
    let automation: DecisionRecord.Automation
    let policy: Int?
    let template: Int?
    let language: LanguageTag
    let contentLanguage: String?
    let reasons: [UInt8]
    let decidedAt: Instant
    let decidedBy: Member.ID?
    let contentAt: Instant
    let author: Member.ID?
    let before: Visibility
    let undoneAt: Instant?
    let reversedBy: Int?

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        caseNumber = try row.next()
        subject = try Subject(reading: &row)
        guard let action = Decision.Action(rawValue: try row.next()) else {
            throw StorageError(.unreadable, "no such action of a decision")
        }
        self.action = action
        let ground: String? = try row.next()
        self.ground = ground.flatMap(Decision.Ground.Kind.init(rawValue:))
        let category: String? = try row.next()
        self.category = category.flatMap(ModerationCategory.init(rawValue:))
        extent = Decision.Extent(rawValue: try row.next()) ?? .contribution
        until = try row.next()
        label = try row.next()
        source = Decision.Source(rawValue: try row.next()) ?? .own
        isDetected = try row.next()
        automation = DecisionRecord.Automation(rawValue: try row.next()) ?? .none
        policy = try row.next()
        template = try row.next()
        language = LanguageTag(try row.next() as String) ?? .english
        contentLanguage = try row.next()
        reasons = try row.next()
        decidedAt = try row.next()
        decidedBy = try row.next()
        contentAt = try row.next()
        author = try row.next()
        before = Visibility(rawValue: try row.next()) ?? .published
        undoneAt = try row.next()
        reversedBy = try row.next()
    }

    /// Whether it still holds.
    var isInForce: Bool { undoneAt == nil && reversedBy == nil }
}
