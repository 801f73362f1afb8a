import Kernel
import Localization
import Storage
import Text
import Vault

extension ModerationDesk {
    /// The statements of reasons of a month as the transparency database of the Commission takes them: a list
    /// of what is sent in one call each, of a hundred at most.
    ///
    /// Without personal data, as far as moderators left it out of facts and explanations, as forms ask.
    package func export(
        _ month: ModerationMonth,
        for moderator: Moderator
    ) async throws -> [UInt8] {
        var statements: [DatabaseStatement] = []
        var place = (at: Instant(milliseconds: .min), number: 0)
        while statements.count < Limits.exportedDecisions {
            let (from, reach) = (place, moderator.reach)
            let page = try await database.read(in: moderator.scope) { transaction in
                let found = try DecisionStore.restrictions(
                    in: month.instants,
                    within: reach,
                    after: from,
                    limit: Self.exportPage,
                    in: &transaction
                )
                let box = moderation.vault.personalBox(of: transaction.tenant)
                let zone = try directory.zone(&transaction)
                let words = moderation.translations.translator(for: .english)
                let tenant = transaction.tenant
                return try found.map { stored in
                    let record = try stored.record(in: box)
                    return ExportedDecision(
                        at: stored.decidedAt,
                        number: stored.number,
                        statement: DatabaseStatement(
                            record,
                            contentLanguage: stored.contentLanguage,
                            of: tenant,
                            zone,
                            words
                        )
                    )
                }
            }
            statements += page.map(\.statement)
            guard page.count == Self.exportPage, let last = page.last else { break }
            place = (last.at, last.number)
        }
        let calls = stride(from: 0, to: statements.count, by: DatabaseStatement.perCall).map {
            DatabaseCall(statements: Array(statements[$0...].prefix(DatabaseStatement.perCall)))
        }
        return try ReadableJSON.bytes(of: calls)
    }

    private static let exportPage = 500
}

private struct ExportedDecision: Sendable {
    let at: Instant
    let number: Int
    let statement: DatabaseStatement
}

/// What one call sends.
struct DatabaseCall: Encodable {
    let statements: [DatabaseStatement]
}

/// A statement of reasons by the names of the transparency database: they are not ours.
struct DatabaseStatement: Encodable, Sendable {
    static let perCall = 100

    let decisionVisibility: [String]?
    let decisionAccount: String?
    let endDateVisibilityRestriction: String?
    let endDateAccountRestriction: String?
    let decisionGround: String
    let illegalContentLegalGround: String?
    let illegalContentExplanation: String?
    let incompatibleContentGround: String?
    let incompatibleContentExplanation: String?
    let incompatibleContentIllegal: String?
    let contentType = ["CONTENT_TYPE_TEXT"]
    let category: String
    let contentLanguage: String?
    let contentDate: String
    let applicationDate: String
    let decisionFacts: String
    let sourceType: String
    let automatedDetection: String
    let automatedDecision: String
    let puid: String

    private enum CodingKeys: String, CodingKey {
        case decisionVisibility = "decision_visibility"
        case decisionAccount = "decision_account"
        case endDateVisibilityRestriction = "end_date_visibility_restriction"
        case endDateAccountRestriction = "end_date_account_restriction"
        case decisionGround = "decision_ground"
        case illegalContentLegalGround = "illegal_content_legal_ground"
        case illegalContentExplanation = "illegal_content_explanation"
        case incompatibleContentGround = "incompatible_content_ground"
        case incompatibleContentExplanation = "incompatible_content_explanation"
        case incompatibleContentIllegal = "incompatible_content_illegal"
        case contentType = "content_type"
        case category
        case contentLanguage = "content_language"
        case contentDate = "content_date"
        case applicationDate = "application_date"
        case decisionFacts = "decision_facts"
        case sourceType = "source_type"
        case automatedDetection = "automated_detection"
        case automatedDecision = "automated_decision"
        case puid
    }

    init(
        _ record: DecisionRecord,
        contentLanguage: String?,
        of tenant: Tenant.ID,
        _ zone: CivilZone,
        _ t: Translator
    ) {
        let decision = record.decision
        let isAutomatic = record.automation == .fully
        let end = decision.until.map { zone.date(at: $0.adding(.milliseconds(-1))).iso }
        let isOfAccount = decision.action == .suspend
        decisionVisibility =
            isOfAccount
            ? nil
            : [
                decision.action == .label
                    ? "DECISION_VISIBILITY_CONTENT_LABELLED"
                    : "DECISION_VISIBILITY_CONTENT_DISABLED"
            ]
        decisionAccount = isOfAccount ? "DECISION_ACCOUNT_SUSPENDED" : nil
        endDateVisibilityRestriction = isOfAccount ? nil : end
        endDateAccountRestriction = isOfAccount ? end : nil
        let isIllegal = decision.ground?.kind == .illegal
        let reference =
            isAutomatic
            ? t("moderation.export.automatic.reference") : decision.ground?.reference ?? ""
        let explanation =
            isAutomatic ? t("moderation.letter.automatic") : decision.ground?.explanation ?? ""
        decisionGround =
            isIllegal
            ? "DECISION_GROUND_ILLEGAL_CONTENT" : "DECISION_GROUND_INCOMPATIBLE_CONTENT"
        let ground = Self.cut(reference, to: Limits.reasonReferenceCharacters)
        let why = Self.cut(explanation, to: Limits.reasonExplanationCharacters)
        illegalContentLegalGround = isIllegal ? ground : nil
        illegalContentExplanation = isIllegal ? why : nil
        incompatibleContentGround = isIllegal ? nil : ground
        incompatibleContentExplanation = isIllegal ? nil : why
        incompatibleContentIllegal = isIllegal ? nil : "No"
        category = (decision.category ?? .other).databaseName
        // A two-letter code (ISO 639-1) where the text's language is known.
        self.contentLanguage = contentLanguage.flatMap { tag in
            let code = tag.prefix { $0 != "-" }
            return code.utf8.count == 2 ? code.uppercased() : nil
        }
        contentDate = zone.date(at: record.contentAt).iso
        applicationDate = zone.date(at: record.decidedAt).iso
        decisionFacts = Self.cut(
            isAutomatic ? explanation : decision.facts,
            to: Limits.factsCharacters
        )
        sourceType = record.source.databaseName
        automatedDetection = record.isAutomaticallyDetected ? "Yes" : "No"
        automatedDecision = record.automation.databaseName
        puid = "\(tenant)-\(record.number)"
    }

    /// The database counts the signs of which a character is put together: an emoji may be seven.
    private static func cut(_ text: String, to most: Int) -> String {
        let signs = text.unicodeScalars
        return signs.count > most ? String(String.UnicodeScalarView(signs.prefix(most))) : text
    }
}
