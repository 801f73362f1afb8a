import Audit
import Kernel
import Storage
import Web

/// What an institution does with its home page: the order of its spaces, a text, three figures.
struct HomePages: Sendable {
    let database: Database
    let audit: Audit

    enum Refusal: Error, Hashable {
        case changedMeanwhile
        case tooLong(LanguageTag)
        /// A figure that no space gives, one that comes twice, or more than three.
        case unfitFigures
    }

    /// As it is stored now.
    static func read(in transaction: inout Transaction) throws -> HomeContent {
        HomeContent(
            texts: try HomeStore.texts(in: &transaction),
            figures: try HomeStore.figures(in: &transaction),
            order: try SpaceStore.own(in: &transaction).map(\.id)
        )
    }

    /// Sets all of it; `mark` is that of what its writer saw.
    ///
    /// Spaces that are not named keep their order behind the others. A figure that is set already stays, even
    /// where its space does not give it just now.
    func set(
        _ wish: HomeContent,
        from offered: [HomeContent.Figure],
        over mark: String,
        in scope: Scope
    ) async throws -> Result<Void, Refusal> {
        for (language, text) in wish.texts.sorted(by: { $0.key < $1.key })
        where text.utf8.count > Limits.homeTextBytes { return .failure(.tooLong(language)) }
        do {
            try await database.write(in: scope.entering(.site)) { transaction in
                let old = try Self.read(in: &transaction)
                guard old.mark == mark else { throw Refusal.changedMeanwhile }
                guard wish.figures.count <= Limits.homeFigures,
                    Set(wish.figures).count == wish.figures.count,
                    wish.figures.allSatisfy({ (old.figures + offered).contains($0) })
                else { throw Refusal.unfitFigures }
                try TenancyRevisionStore.advance(in: &transaction)
                try Self.write(wish, old, in: &transaction)
                let new = try Self.read(in: &transaction)
                try audit.note(
                    AuditNote(
                        "home-changed",
                        of: .institution,
                        transaction.tenant.text,
                        before: old.auditFields,
                        after: new.auditFields
                    ),
                    in: &transaction
                )
            }
        } catch let refusal as Refusal {
            // Thrown, not returned, so that nothing of it is kept.
            return .failure(refusal)
        }
        return .success(())
    }

    private static func write(
        _ wish: HomeContent,
        _ old: HomeContent,
        in transaction: inout Transaction
    ) throws(StorageError) {
        for (language, text) in wish.texts where text != old.texts[language] ?? "" {
            try HomeStore.set(text, in: language, in: &transaction)
        }
        if wish.figures != old.figures {
            try HomeStore.replace(with: wish.figures, in: &transaction)
        }
        let known = wish.order.filter(old.order.contains)
        let order = known + old.order.filter { !known.contains($0) }
        if order != old.order {
            for (index, space) in order.enumerated() {
                try SpaceStore.move(space, to: index + 1, in: &transaction)
            }
        }
    }

    /// What is noted of it, each with its words.
    static let auditActions: [AuditAction] = ["home-changed"]
}
