import Audit
import Kernel
import Storage
import Text
import Web

/// What an institution does with its legal pages: write a version, publish it from a day on, take that back.
///
/// What was in force once stays as it was written, and is read by everybody for ever.
struct LegalPages: Sendable {
    let database: Database
    let audit: Audit

    enum Refusal: Error, Hashable {
        case changedMeanwhile
        /// The version is in force, or another one is open already.
        case notOpen
        case tooLong(bytes: Int)
        /// Nobody has written it in the institution's first language.
        case unwritten
        case dayOver
        case tooMany
    }

    /// Begins a version with these texts, or with those of the last one where there is one.
    func begin(
        _ page: SiteLook.Link,
        with texts: [LanguageTag: String],
        in scope: Scope
    ) async throws -> Result<Int, Refusal> {
        try await changing(page, in: scope) { versions, transaction in
            guard versions.count < Limits.legalVersions else { throw Refusal.tooMany }
            let last = versions.first
            guard last.map({ $0.isInForce(at: transaction.now) }) ?? true else {
                throw Refusal.notOpen
            }
            let number = (last?.number ?? 0) + 1
            guard try LegalStore.add(number, of: page, in: &transaction) else {
                throw Refusal.changedMeanwhile
            }
            var texts = texts
            if let last, !last.isBuiltIn { texts = try Self.texts(of: last, in: &transaction) }
            for (language, text) in texts {
                try LegalStore.set(text, in: language, of: page, number, in: &transaction)
            }
            try note("legal-begun", page, ["version": String(number)], in: &transaction)
            return number
        }
    }

    /// What a version says in the languages that the institution speaks.
    static func texts(
        of version: LegalVersion,
        in transaction: inout Transaction
    ) throws -> [LanguageTag: String] {
        let spoken = try TenantStore.own(in: &transaction)?.tenant.languages ?? []
        var texts: [LanguageTag: String] = [:]
        for language in spoken where version.languages.contains(language) {
            texts[language] = try LegalStore.source(of: version, in: language, in: &transaction)
        }
        return texts
    }

    /// Writes the draft in one language; `mark` is that of the text which the writer saw.
    func write(
        _ text: String,
        in language: LanguageTag,
        of page: SiteLook.Link,
        over mark: String,
        in scope: Scope
    ) async throws -> Result<Int, Refusal> {
        guard text.utf8.count <= MarkdownDocument.maximumBytes else {
            return .failure(.tooLong(bytes: text.utf8.count))
        }
        return try await changing(page, in: scope) { versions, transaction in
            guard let draft = versions.first, draft.isWritten else { throw Refusal.notOpen }
            let old = try LegalStore.source(of: draft, in: language, in: &transaction) ?? ""
            guard Self.mark(of: old) == mark else { throw Refusal.changedMeanwhile }
            try LegalStore.set(text, in: language, of: page, draft.number, in: &transaction)
            try audit.note(
                AuditNote(
                    "legal-written",
                    of: .legalPage,
                    page.rawValue,
                    before: ["characters/\(language)": String(old.count)],
                    after: [
                        "version": String(draft.number),
                        "characters/\(language)": String(text.count),
                    ]
                ),
                in: &transaction
            )
            return draft.number
        }
    }

    /// Everybody reads the draft from an instant on, as whoever publishes it saw it; nil makes a version that is not in force yet a draft again.
    func publish(
        _ page: SiteLook.Link,
        _ number: Int,
        at instant: Instant?,
        over mark: String = "",
        in scope: Scope
    ) async throws -> Result<Int, Refusal> {
        try await changing(page, in: scope) { versions, transaction in
            guard let open = versions.first, open.number == number,
                !open.isInForce(at: transaction.now),
                (open.inForceAt == nil) == (instant != nil)
            else { throw Refusal.notOpen }
            if let instant {
                let site = try TenantStore.own(in: &transaction)
                let first = site?.tenant.defaultLanguage
                guard open.isBuiltIn || first.map(open.languages.contains) ?? false else {
                    throw Refusal.unwritten
                }
                guard instant >= transaction.now else { throw Refusal.dayOver }
                guard try Self.mark(of: open, in: &transaction) == mark else {
                    throw Refusal.changedMeanwhile
                }
            }
            try LegalStore.set(instant, for: open, in: &transaction)
            try TenancyRevisionStore.advance(in: &transaction)
            var fields = ["version": String(number)]
            fields["from"] = instant?.iso8601
            try note(
                instant == nil ? "legal-withdrawn" : "legal-published",
                page,
                fields,
                in: &transaction
            )
            return number
        }
    }

    /// What whoever publishes a version saw: its texts in all languages, or that it is the program's.
    static func mark(
        of version: LegalVersion,
        in transaction: inout Transaction
    ) throws(StorageError) -> String {
        guard !version.isBuiltIn else { return mark(of: "built-in") }
        var lines: [String] = []
        for language in version.languages.sorted() {
            let source = try LegalStore.source(of: version, in: language, in: &transaction) ?? ""
            lines.append("\(language) \(mark(of: source))")
        }
        return mark(of: lines.joined(separator: "\n"))
    }

    /// What the writer of a text saw.
    static func mark(of source: String) -> String { ContentName(of: Array(source.utf8)).text }

    func changing(
        _ page: SiteLook.Link,
        in scope: Scope,
        _ body: @escaping @Sendable ([LegalVersion], inout Transaction) throws -> Int
    ) async throws -> Result<Int, Refusal> {
        do {
            return .success(
                try await database.write(in: scope.entering(.site)) { transaction in
                    try body(try LegalStore.versions(of: page, in: &transaction), &transaction)
                }
            )
        } catch let refusal as Refusal {
            // Thrown, not returned, so that nothing of it is kept.
            return .failure(refusal)
        }
    }

    func note(
        _ action: AuditAction,
        _ page: SiteLook.Link,
        _ after: [String: String],
        in transaction: inout Transaction
    ) throws {
        try audit.note(
            AuditNote(action, of: .legalPage, page.rawValue, after: after),
            in: &transaction
        )
    }

    /// What is noted of it, each with its words.
    static let auditActions: [AuditAction] = [
        "legal-begun", "legal-written", "legal-published", "legal-withdrawn", "legal-built-in",
        "legal-own",
    ]
}

extension Subject.Kind {
    static let legalPage: Subject.Kind = "legal-page"
}
