import Files
import Kernel
import Spaces
import Storage
import Web

extension Petitions {
    /// What somebody says who takes a step for the institution.
    struct StepWish: Sendable {
        /// What is told of the step, by language.
        var texts: [String: String] = [:]
        /// Of a refusal: the key of a choice, and whether the text is kept from readers.
        var reason: String?
        var isTextHidden = false
        /// Of a decision: the key of a choice, on which day, and where it can be read.
        var decision: String?
        var day: CivilDate?
        var url: String?
        var file: FileID?
        /// Of one that is joined: to which other.
        var target: Petition.ID?
        /// Of one that is archived or stopped: under which legislature.
        var legislature: String?
    }

    /// Steps of the staff that lead on from where a petition stands, by its dates too.
    static func steps(from petition: Petition, at now: Instant) -> [Workflow.Step] {
        let all = Petition.workflow.steps(from: petition.stage, for: [.staff(manage)])
        return possible(all, of: petition, at: now)
    }

    /// The same as the institution has them in its space, without those that it has left to other roles.
    static func steps(from petition: Petition, for staff: StaffContext) -> [Workflow.Step] {
        let space = staff.visitor.space
        let all = Petition.workflow.changed(in: space).steps(
            from: petition.stage,
            for: [.staff(manage)],
            as: staff.membership.session.roles(in: space?.id ?? .site)
        )
        return possible(all, of: petition, at: staff.visitor.now)
    }

    private static func possible(
        _ steps: [Workflow.Step],
        of petition: Petition,
        at now: Instant
    ) -> [Workflow.Step] {
        let shown = Stage(rawValue: petition.state(at: now).rawValue)
        return steps.filter { $0.from.contains(shown) && $0.name != "resume-reached" }
    }

    /// Takes a step on a petition that was shown with this mark; what is said of it stands on its page.
    func take(
        _ step: String,
        on id: Petition.ID,
        expecting mark: Int,
        _ wish: StepWish,
        terms: PetitionTerms,
        in scope: Scope
    ) async throws -> Result<Void, OfficeRefusal> {
        let uploads = host.uploads
        do {
            try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
                try self.check(step, on: id, expecting: mark, wish, in: &transaction)
                let taken = try self.take(
                    step,
                    on: id,
                    as: [.staff(Self.manage)],
                    terms: terms,
                    telling: Self.event(of: wish),
                    in: &transaction
                ) { Self.set(wish, of: step, in: &$0) }
                if case .failure(let refusal) = taken { throw OfficeRefusal.workflow(refusal) }
                if let file = wish.file {
                    let subject = PetitionEventFiles.subject(file.text, of: id, transaction.scope)
                    guard try uploads.give(file, to: subject, in: &transaction) else {
                        throw OfficeRefusal.fileGone
                    }
                }
                if let member = transaction.actor.memberID {
                    try PetitionStore.release(id, by: member, in: &transaction)
                }
                guard let petition = try PetitionStore.find(id, in: &transaction) else { return }
                try PetitionStore.index(petition, in: &transaction)
            }
            // Whether it can be signed is in no memory of this process any more.
            forget(of: [scope.tenant])
            return .success(())
        } catch let refusal as OfficeRefusal {
            return .failure(refusal)
        }
    }

    /// Throws what keeps somebody from taking a step, before anything is written.
    private func check(
        _ step: String,
        on id: Petition.ID,
        expecting mark: Int,
        _ wish: StepWish,
        in transaction: inout Transaction
    ) throws {
        guard let petition = try PetitionStore.lock(id, in: &transaction), petition.isOfOffice
        else { throw OfficeRefusal.notFound }
        guard petition.mark == mark else { throw OfficeRefusal.changedMeanwhile }
        try Self.checkClaim(of: petition, in: transaction)
        // What the time has ended cannot be paused: a job records the end soon.
        let isOpen = Self.steps(from: petition, at: transaction.now).contains { $0.name == step }
        guard isOpen else { throw OfficeRefusal.changedMeanwhile }
        guard step == "join" else { return }
        guard let target = wish.target, target != id,
            let other = try PetitionStore.find(target, in: &transaction), other.isPublic,
            other.joinedTo == nil, other.stage != .refused, other.stage != .withdrawn
        else { throw OfficeRefusal.noTarget }
    }

    /// Throws `claimed` while somebody else works at it.
    static func checkClaim(
        of petition: Petition,
        in transaction: borrowing Transaction
    ) throws(OfficeRefusal) {
        let claim = petition.claim(at: transaction.now)
        guard claim == nil || claim == transaction.actor.memberID else { throw .claimed }
    }

    /// What is told of a step in the words of whoever takes it.
    static func event(of wish: StepWish) -> NewPetitionEvent {
        NewPetitionEvent(
            .step,
            texts: wish.texts,
            file: wish.file?.text,
            url: wish.url,
            day: wish.day
        )
    }

    /// What of a petition is another because of a step, beside its stage and its dates.
    static func set(_ wish: StepWish, of step: String, in petition: inout Petition) {
        switch step {
        case "refuse":
            petition.refusal = wish.reason.map { reason in
                Petition.Refusal(
                    reason: reason,
                    texts: wish.texts,
                    isTextHidden: wish.isTextHidden
                )
            }
        case "join": petition.joinedTo = wish.target
        case "decide":
            guard let kind = wish.decision, let day = wish.day else { return }
            petition.decision = Petition.Decision(
                kind: kind,
                day: day.daysSinceEpoch,
                url: wish.url,
                texts: wish.texts
            )
        case "archive", "stop": petition.legislature = wish.legislature
        default: return
        }
    }
}
