import Accounts
import Kernel
import Localization
import Mail
import Notifications
import Spaces
import Storage

/// What authors do with a petition that is written.
extension Petitions {
    /// What the next step of its author is, by the rules of the space now; nil where there is none.
    static func submission(of petition: Petition, terms: PetitionTerms) -> String? {
        switch petition.stage {
        case .draft: terms.supporters > 0 ? "gather" : "submit"
        case .gathering: "submit-supported"
        case .correction: "submit-again"
        default: nil
        }
    }

    /// Lets a draft gather its first supporters, or submits it, or submits it again; gives where it is then.
    ///
    /// Before anything is written it is looked whether everything is there, and whether its author may.
    func submit(
        _ id: Petition.ID,
        expecting mark: Int,
        isOpen: Bool,
        terms: PetitionTerms,
        receipt: AuthorReceipt,
        in scope: Scope
    ) async throws -> Result<Stage, AuthorRefusal> {
        try await attempt(in: scope) { transaction in
            let petition = try self.own(id, in: &transaction)
            guard let step = Self.submission(of: petition, terms: terms),
                petition.state(at: transaction.now).rawValue == petition.stage.rawValue
            else { throw AuthorRefusal.notNow }
            // Whoever was asked for a correction sends it, whatever phase the space is in by then.
            guard isOpen || petition.stage == .correction else { throw AuthorRefusal.closed }
            guard petition.stage == .gathering || petition.mark == mark else {
                throw AuthorRefusal.changedMeanwhile
            }
            if let author = petition.author,
                let hindrance = try self.hindrance(of: author, in: &transaction)
            {
                throw hindrance
            }
            let choices = try PetitionChoiceStore.all(in: &transaction)
            let gaps = DraftGap.all(of: petition, among: choices)
            guard petition.stage == .gathering || gaps.isEmpty else {
                throw AuthorRefusal.incomplete(gaps)
            }
            if step == "submit-again" { try self.noteChange(of: petition, in: &transaction) }
            return try self.take(
                step,
                of: petition,
                terms: terms,
                receipt: receipt,
                in: &transaction
            )
        }
    }

    /// Whether its author can take it back.
    static func canWithdraw(_ petition: Petition, at now: Instant) -> Bool {
        petition.state(at: now).rawValue == petition.stage.rawValue
            && Petition.workflow.steps(from: petition.stage, for: [.author])
                .contains { $0.name == "withdraw" }
    }

    /// Takes a petition back, whoever has signed it; gives where it is then.
    func withdraw(
        _ id: Petition.ID,
        expecting stage: Stage,
        receipt: AuthorReceipt,
        in scope: Scope
    ) async throws -> Result<Stage, AuthorRefusal> {
        try await attempt(in: scope) { transaction in
            let petition = try self.own(id, in: &transaction)
            guard petition.stage == stage else { throw AuthorRefusal.changedMeanwhile }
            // What is over by the time is over, whether or not a job has recorded it.
            guard Self.canWithdraw(petition, at: transaction.now) else {
                throw AuthorRefusal.notNow
            }
            return try self.take(
                "withdraw",
                of: petition,
                terms: petition.terms,
                receipt: receipt,
                in: &transaction
            )
        }
    }

    /// Whatever is refused undoes all of it.
    ///
    /// A crowd may be signing meanwhile, so rows are locked.
    private func attempt(
        in scope: Scope,
        _ body: @escaping @Sendable (inout Transaction) throws -> Stage
    ) async throws -> Result<Stage, AuthorRefusal> {
        do {
            let stage = try await host.database.write(in: scope, isolation: .lockedRows, body)
            host.notifications.wake()
            host.people.wakePost()
            forget(of: [scope.tenant])
            return .success(stage)
        } catch let refusal as AuthorRefusal {
            return .failure(refusal)
        }
    }

    private func take(
        _ step: String,
        of petition: Petition,
        terms: PetitionTerms,
        receipt: AuthorReceipt,
        in transaction: inout Transaction
    ) throws -> Stage {
        let hash = supportersHash(of: petition.id, in: transaction.scope)
        let taken = try take(
            step,
            on: petition.id,
            as: [.author],
            terms: terms,
            in: &transaction,
            setting: { changed in
                guard step == "gather" else { return }
                changed.supportersHash = hash
            }
        )
        switch taken {
        case .success(let next):
            if let after = try PetitionStore.find(petition.id, in: &transaction) {
                try write(receipt, about: after, next.name, in: &transaction)
            }
            return next.to
        case .failure(.notFound), .failure(.notYours): throw AuthorRefusal.notFound
        case .failure(.notAllowed): throw AuthorRefusal.notNow
        case .failure(.unmet(condition: PetitionWord.hasSupporters)):
            throw AuthorRefusal.notSupported
        case .failure(.unmet): throw AuthorRefusal.changedMeanwhile
        }
    }

    /// Whoever looks at it again sees at once that its text is another.
    private func noteChange(of petition: Petition, in transaction: inout Transaction) throws {
        let last = try PetitionVersionStore.last(of: petition.id, in: &transaction)
        guard let last, last.at >= petition.stageSince, !last.isSame(as: petition) else { return }
        _ = try PetitionEventStore.add(
            NewPetitionEvent(.text, isPublic: false),
            to: petition.id,
            in: &transaction
        )
    }
}
