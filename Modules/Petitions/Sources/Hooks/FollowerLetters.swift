import Jobs
import Kernel
import Localization
import Mail
import Spaces
import Storage
import Vault
import Web

/// Tells people who follow petitions what happened, and forgets those who never confirmed.
///
/// Who was told of what is written in the transaction that writes the email: killed anywhere, the job tells
/// nobody twice and leaves nobody out.
struct FollowerLetters: Sendable {
    let host: Host

    var job: JobDefinition {
        let host = self.host
        let work = AgendaWork(
            PetitionFollowers.agenda,
            in: host.database,
            everywhere: { try await host.tenants.scopes(of: Petitions.manifest.id, at: $0) },
            next: { try Self.next(in: &$0) },
            work: { try await tell($0, in: $1) }
        )
        return JobDefinition(every: .seconds(30), limit: .seconds(600), work) { told in
            let sum = told.reduce(0, +)
            return sum == 0 ? nil : "\(sum) emails to people who follow petitions"
        }
    }

    private static func next(in transaction: inout Transaction) throws -> Instant? {
        let asked = [
            try PetitionFollowerStore.firstUnconfirmed(in: &transaction),
            try PetitionFollowerStore.firstKnown(in: &transaction),
        ].compactMap(\.self).min()
        let forgotten = asked?.adding(.milliseconds(Limits.followerMilliseconds))
        let news = try PetitionNewsStore.next(in: &transaction)
        return [forgotten, news].compactMap(\.self).min()
    }

    /// Everything that is due in a space, up to what one run writes; gives how many emails that were.
    private func tell(_ run: JobRun, in scope: Scope) async throws -> Int {
        let before = scope.now.adding(.milliseconds(-Limits.followerMilliseconds))
        let due = try await host.database.write(in: scope) { transaction in
            try PetitionFollowerStore.removeUnconfirmed(askedBefore: before, in: &transaction)
            return try PetitionNewsStore.due(limit: Limits.followerLetters, in: &transaction)
        }
        guard !due.isEmpty else { return 0 }
        let site = try await host.tenants.place(of: scope.tenant)
        var told = 0
        for news in due {
            var isGoingOn = true
            while isGoingOn, told < Limits.followerLettersPerRun {
                try run.checkIsHeld()
                let step = try await host.database.write(
                    in: scope,
                    isolation: .lockedRows
                ) { transaction in
                    try tellSome(of: news.petition, at: site, in: &transaction)
                }
                told += step.written
                isGoingOn = step.isGoingOn
            }
            host.outbox.wake()
        }
        return told
    }

    /// What one transaction did, and whether there is more to do of the same petition now.
    private struct Step: Sendable {
        var written = 0
        var isGoingOn = false
    }

    private func tellSome(
        of id: Petition.ID,
        at site: Site?,
        in transaction: inout Transaction
    ) throws -> Step {
        guard let news = try PetitionNewsStore.lock(id, in: &transaction) else { return Step() }
        guard let petition = try PetitionStore.find(id, in: &transaction), petition.isPublic,
            let slug = try Tenants.slug(of: transaction.space, in: &transaction)
        else {
            // Nobody reads it any more: there is nothing to be told.
            try PetitionNewsStore.remove(id, in: &transaction)
            return Step()
        }
        let followers = try PetitionFollowerStore.untold(
            of: id,
            upTo: news.event,
            limit: Limits.followerLetters,
            in: &transaction
        )
        guard !followers.isEmpty else {
            try settle(news, petition, in: &transaction)
            return Step()
        }
        let events = try PetitionEventStore.all(of: id, publicOnly: true, in: &transaction)
        var step = Step(isGoingOn: true)
        var told: [[UInt8]] = []
        for follower in followers {
            let own = events.filter { $0.number > follower.told && $0.number <= news.event }
            let outcome: Result<Void, Outbox.Refusal> =
                try own.isEmpty
                ? .success(())
                : write(own, of: petition, to: follower, at: site, slug, in: &transaction)
            switch outcome {
            case .success:
                step.written += own.isEmpty ? 0 : 1
                told.append(follower.mailbox)
            case .failure(.tooMany(let until)):
                try PetitionFollowerStore.putOff(
                    follower.mailbox,
                    of: id,
                    until: until,
                    in: &transaction
                )
            // News are not worth waiting for until a mailbox is there again.
            case .failure: told.append(follower.mailbox)
            }
        }
        try PetitionFollowerStore.note(told: news.event, told, of: id, in: &transaction)
        return step
    }

    private func write(
        _ events: [PetitionEvent],
        of petition: Petition,
        to follower: PetitionFollower,
        at site: Site?,
        _ slug: String,
        in transaction: inout Transaction
    ) throws -> Result<Void, Outbox.Refusal> {
        let (tenant, space) = (transaction.tenant, transaction.space)
        let place = PersonalBox.Place.followerEmail(
            follower.mailbox,
            of: petition.id,
            in: space
        )
        let address = try host.vault.personalBox(of: tenant).openText(follower.email, for: place)
        let token = FollowToken(petition: petition.id, mailbox: follower.mailbox)
        // Hosts of its own an institution may have changed since; without any it is read where it was.
        let own = site?.hosts.first.map { Visit.absolute("", host: $0) }
        let writing = FollowerWriting(
            origin: own ?? follower.origin,
            slug: slug,
            t: host.pages.translations.translator(for: follower.language)
        )
        let letter = writing.news(
            to: address,
            of: petition,
            events,
            link: try token.text(host.vault, in: transaction.scope)
        )
        return try host.outbox.add(letter, in: &transaction)
    }

    /// Everybody who can be told now was told.
    private func settle(
        _ news: PetitionNews,
        _ petition: Petition,
        in transaction: inout Transaction
    ) throws {
        let next = try PetitionFollowerStore.nextUntold(
            of: petition.id,
            upTo: news.event,
            in: &transaction
        )
        if let next {
            return try PetitionNewsStore.putOff(petition.id, until: next, in: &transaction)
        }
        try PetitionNewsStore.remove(petition.id, in: &transaction)
        // Nothing more will happen to it: nobody's address is kept for nothing.
        guard !petition.canBeFollowed else { return }
        try PetitionFollowerStore.removeAll(of: petition.id, in: &transaction)
    }
}
