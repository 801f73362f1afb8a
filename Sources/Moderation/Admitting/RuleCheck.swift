import Kernel
import Storage
import Text

/// Which rules of an institution a contribution meets.
struct RuleCheck {
    let submission: Submission
    /// The secret under which shapes are made here.
    let secret: UInt64

    /// In the order in which the rules were made; reads no more than the rules that are on need.
    func hits(
        of rules: [StoredRule],
        in transaction: inout Transaction
    ) throws(StorageError) -> [ModerationRule] {
        let space = submission.subject.space
        let active = rules.filter { $0.rule.isOn && [.site, space].contains($0.rule.space) }
        guard !active.isEmpty else { return [] }
        let kinds = Set(active.map(\.rule.kind))
        let recent = try kinds.contains(.velocity) ? self.recent(active, in: &transaction) : []
        let isSimilar = try kinds.contains(.similar) ? self.isSimilar(in: &transaction) : false
        let phrases = kinds.contains(.words) ? FoldedText(submission.texts) : nil
        let links = kinds.contains(.links) ? Self.links(in: submission.texts) : 0
        let now = transaction.now
        return active.filter { stored in
            let rule = stored.rule
            switch rule.kind {
            case .words: return phrases?.holds(anyOf: stored.folded) ?? false
            case .links: return links >= rule.count
            case .velocity: return isFast(rule, recent, at: now)
            case .similar: return isSimilar
            case .newAccount: return isNew(rule, at: now)
            }
        }
        .map(\.rule)
    }

    /// This one counts too, unless it changes what was there.
    private func isFast(
        _ rule: ModerationRule,
        _ recent: [RecentSubmission],
        at now: Instant
    ) -> Bool {
        guard !submission.isEdit else { return false }
        let since = now.adding(.seconds(-60 * rule.minutes))
        let own = recent.filter { one in
            one.at > since && (rule.space == .site || one.space == rule.space)
        }
        return own.count + 1 >= rule.count
    }

    private func recent(
        _ rules: [StoredRule],
        in transaction: inout Transaction
    ) throws(StorageError) -> [RecentSubmission] {
        let fast = rules.map(\.rule).filter { $0.kind == .velocity }
        let minutes = fast.map(\.minutes).max() ?? 0
        return try ModeratedStore.recent(
            of: submission.author,
            since: transaction.now.adding(.seconds(-60 * minutes)),
            limit: Limits.contributionsCounted,
            in: &transaction
        )
    }

    private func isSimilar(in transaction: inout Transaction) throws(StorageError) -> Bool {
        guard let shape = TextShape(of: submission.texts, secret: secret) else { return false }
        return try ShapeStore.isNear(shape, besides: submission.subject, in: &transaction)
    }

    private func isNew(_ rule: ModerationRule, at now: Instant) -> Bool {
        let hours = Duration.seconds(rule.count * 3600)
        return submission.author.madeAt.map { now < $0.adding(hours) } ?? false
    }

    /// How often an address of the web stands in texts.
    static func links(in texts: [String]) -> Int {
        texts.reduce(0) { count, text in
            let words = text.lowercased().split { $0.isWhitespace || "()<>[]\"".contains($0) }
            let links = words.filter { word in
                ["http://", "https://", "www."].contains { word.contains($0) }
            }
            return count + links.count
        }
    }
}

/// Texts in the form in which words and phrases are looked for.
private struct FoldedText {
    private let words: Set<Substring>
    /// All words with a space around each, so that phrases are found where they begin and end with words; by
    /// bytes, because folded words are written alike everywhere.
    private let line: [UInt8]

    init(_ texts: [String]) {
        let text = " " + texts.flatMap(Folding.words).joined(separator: " ") + " "
        words = Set(text.split(separator: " "))
        line = Array(text.utf8)
    }

    func holds(anyOf phrases: [Substring]) -> Bool {
        phrases.contains { phrase in
            phrase.contains(" ") ? holds(phrase) : words.contains(phrase)
        }
    }

    private func holds(_ phrase: Substring) -> Bool {
        let asked = Array((" " + phrase + " ").utf8)
        guard asked.count <= line.count else { return false }
        return (0...line.count - asked.count).contains { start in
            line[start..<start + asked.count].elementsEqual(asked)
        }
    }
}
