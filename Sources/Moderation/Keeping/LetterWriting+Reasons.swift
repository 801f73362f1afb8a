import Jobs
import Kernel
import Storage
import Vault

/// What a letter is made of, and the link by which its reader contests what it tells.
extension LetterWriting {
    /// Nil where there is no decision to tell of.
    func reasons(
        _ letter: DecisionLetter,
        for party: AppealParty,
        in transaction: inout Transaction
    ) throws -> ReasonsLetter? {
        guard let number = letter.decision,
            let stored = try DecisionStore.find(number, in: &transaction)
        else { return nil }
        let box = desk.moderation.vault.personalBox(of: transaction.tenant)
        let subject = stored.subject
        let place = try desk.directory.find(subject, in: &transaction)
        let card = try place.flatMap { place in
            try transaction.inside(subject.space) { inner in
                try place.hooks.load(subject.id, in: &inner)
            }
        }
        // What is hidden is named to its author alone.
        let isPublic = card?.isPublic == true && place?.isPublic == true
        // What its author took back has no title.
        let title = card.flatMap { $0.isWithdrawn ? nil : $0.title }
        let path = place.flatMap { place in card.map { place.path(of: $0) } }
        return ReasonsLetter(
            record: try stored.record(in: box),
            party: party,
            title: party == .author || isPublic ? title : nil,
            path: isPublic ? path : nil,
            template: try stored.template.flatMap { template in
                try TemplateStore.find(template, in: &transaction)
            },
            zone: try desk.directory.zone(&transaction),
            origin: origin,
            translations: desk.moderation.translations
        )
    }

    /// A new link to contest the decision, of which only a keyed hash is kept; nil where there is nothing to
    /// contest.
    func token(
        to letter: DecisionLetter,
        _ found: ReasonsLetter,
        report: Int = 0,
        in transaction: inout Transaction
    ) throws -> String? {
        guard letter.kind == .decision, found.record.isInForce,
            found.record.canBeContested(by: found.party)
        else { return nil }
        let bytes = desk.moderation.random.bytes(16)
        let token = Base32.encode(bytes)
        try AppealStore.addWay(
            desk.moderation.vault.appealHash(token, of: transaction.tenant),
            to: found.record.number,
            report: report,
            until: found.record.appealUntil,
            in: &transaction
        )
        try Moderation.upkeep.note(found.record.appealUntil, in: &transaction)
        return token
    }
}
