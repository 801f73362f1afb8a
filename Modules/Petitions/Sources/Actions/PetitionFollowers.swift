import Credentials
import Jobs
import Kernel
import Localization
import Mail
import Markup
import Spaces
import Storage
import Vault
import Web

/// Being told by email how a petition fares, without an account and apart from every signature.
struct PetitionFollowers: Sendable {
    let host: Host

    /// Whoever writes down what followers are to be told notes here when it is due.
    static let agenda = Agenda("petitions.tell-followers")

    /// Why somebody is not taken.
    enum Refusal: Error, Sendable, Hashable {
        case notFound
        /// Nothing happens to it any more.
        case over
        /// So many have asked from this network, or so many emails went to this address.
        case tooMany(until: Instant)
        /// Emails to this address come back.
        case suspended
    }

    /// How far somebody is whose link is opened.
    enum Standing: Sendable {
        /// They asked, and have not confirmed.
        case asked(Petition)
        case following(Petition)
        /// Nobody knows them here: they ended it, or never confirmed in time, or it was never theirs.
        case over
    }

    /// Sends an email to an address, with the link by which its owner confirms that they want to be told.
    ///
    /// The answer is the same whether they follow already or not: then the email says so.
    func ask(
        _ address: EmailAddress,
        of id: Petition.ID,
        for visitor: VisitorContext
    ) async throws -> Result<Void, Refusal> {
        let scope = visitor.scope
        let (t, origin, slug) = (visitor.t, visitor.visit.origin, visitor.space?.slug ?? "")
        let network = visitor.visit.network
        let hour = network.map { self.network($0, at: scope) }
        return try await host.database.write(in: scope) { transaction in
            guard let petition = try PetitionStore.find(id, in: &transaction), petition.isPublic
            else { return .failure(.notFound) }
            guard petition.canBeFollowed else { return .failure(.over) }
            let mailbox = mailbox(of: address, id, scope)
            let known = try PetitionFollowerStore.find(mailbox, of: id, in: &transaction)
            // Whether they follow already or not: else whoever has used this up learns which of the two.
            if let hour {
                let asked = try PetitionFollowerStore.asked(from: hour, in: &transaction)
                guard asked < Limits.followersPerNetwork else {
                    return .failure(.tooMany(until: Self.nextHour(after: scope.now)))
                }
            }
            let box = host.vault.personalBox(of: scope.tenant)
            let place = PersonalBox.Place.followerEmail(mailbox, of: id, in: scope.space)
            // Whoever is known hears of it at the address that they confirmed, however it was typed just now.
            let isKnown = known?.confirmedAt != nil
            let kept = try isKnown ? known.map { try box.openText($0.email, for: place) } : nil
            let writing = FollowerWriting(origin: origin, slug: slug, t: t)
            let link = try FollowToken(petition: id, mailbox: mailbox).text(host.vault, in: scope)
            let letter = writing.letter(
                to: kept ?? address.text,
                asking: !isKnown,
                petition,
                link: link,
                network: network
            )
            switch try host.outbox.add(letter, in: &transaction) {
            case .success: break
            case .failure(.tooMany(let until)): return .failure(.tooMany(until: until))
            // What is too long for an email is no title of a petition.
            case .failure(.malformedAddress), .failure(.suspended), .failure(.unfit):
                return .failure(.suspended)
            }
            let follower = PetitionFollower(
                mailbox: mailbox,
                email: try box.seal(address.text, for: place),
                language: t.language,
                origin: origin,
                told: 0
            )
            try PetitionFollowerStore.ask(follower, of: id, from: hour, in: &transaction)
            try Self.agenda.note(
                scope.now.adding(.milliseconds(Limits.followerMilliseconds)),
                in: &transaction
            )
            return .success(())
        }
    }

    /// How far the reader of an email is.
    func standing(of text: String, in scope: Scope) async throws -> Standing {
        guard let token = FollowToken(text, host.vault, in: scope) else { return .over }
        return try await host.database.read(in: scope) { transaction in
            try Self.standing(of: token, in: &transaction)
        }
    }

    private static func standing(
        of token: FollowToken,
        in transaction: inout Transaction
    ) throws -> Standing {
        guard
            let found = try PetitionFollowerStore.find(
                token.mailbox,
                of: token.petition,
                in: &transaction
            ),
            let petition = try PetitionStore.find(token.petition, in: &transaction),
            petition.isPublic
        else { return .over }
        return found.confirmedAt == nil ? .asked(petition) : .following(petition)
    }

    /// Takes somebody who has opened the link and pressed its button; pressed again, the answer is the same.
    func confirm(_ text: String, in scope: Scope) async throws -> Standing {
        guard let token = FollowToken(text, host.vault, in: scope) else { return .over }
        return try await host.database.write(in: scope) { transaction in
            guard case .asked(let petition) = try Self.standing(of: token, in: &transaction) else {
                return try Self.standing(of: token, in: &transaction)
            }
            let events = try PetitionEventStore.all(
                of: petition.id,
                publicOnly: true,
                in: &transaction
            )
            try PetitionFollowerStore.confirm(
                token.mailbox,
                of: petition.id,
                told: events.last?.number ?? 0,
                askedSince: scope.now.adding(.milliseconds(-Limits.followerMilliseconds)),
                in: &transaction
            )
            return try Self.standing(of: token, in: &transaction)
        }
    }

    /// Forgets somebody, whoever brings their link; it may have been done before.
    func end(_ text: String, in scope: Scope) async throws {
        guard let token = FollowToken(text, host.vault, in: scope) else { return }
        try await host.database.write(in: scope) { transaction in
            try PetitionFollowerStore.remove(
                token.mailbox,
                of: token.petition,
                in: &transaction
            )
        }
    }

    /// Lets everybody who follows a petition hear of an event that readers see; call it in its transaction.
    static func tell(
        _ event: Int,
        of petition: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard try PetitionFollowerStore.isFollowed(petition, in: &transaction) else { return }
        try PetitionNewsStore.note(event, of: petition, in: &transaction)
        try agenda.note(transaction.now, in: &transaction)
    }

    private func mailbox(
        of address: EmailAddress,
        _ petition: Petition.ID,
        _ scope: Scope
    ) -> [UInt8] {
        host.vault.lookupKey("petition.follower", of: scope.tenant)
            .bytes(scope.space.description, petition.text, address.key)
    }

    /// A network in this hour alone.
    private func network(_ network: [UInt8], at scope: Scope) -> [UInt8] {
        let hour = scope.now.milliseconds / Instant.millisecondsPerHour
        return host.vault.lookupKey("petition.follower.network", of: scope.tenant)
            .bytes(Base32.encode(network), String(hour))
    }

    private static func nextHour(after now: Instant) -> Instant {
        let hour = now.milliseconds / Instant.millisecondsPerHour + 1
        return Instant(milliseconds: hour * Instant.millisecondsPerHour)
    }
}
