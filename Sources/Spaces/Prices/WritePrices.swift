package import Kernel
package import Vault
package import Web

/// What writes cost that anybody may send: nothing inside the budget of their network, beyond it a work of
/// the browser, or a while of waiting where there is no JavaScript (decision 0019).
package struct WritePrices: Sendable {
    /// A write on its way: of which kind, about what, and what it was paid with.
    package struct Sending: Sendable {
        package let kind: String
        package let subject: Subject
        /// The random bits that its form keeps while it is sent again.
        package let attempt: [UInt8]
        /// What is written, without what belongs to the sending.
        package let fields: [(name: String, value: String)]
        package let challenge: String
        package let work: String
        package let turn: String
        package let visitor: VisitorContext

        /// The fields of a form, taken apart.
        package init(
            kind: String,
            subject: Subject,
            attempt: [UInt8],
            named field: String,
            data: FormData,
            visitor: VisitorContext
        ) {
            let own = [field, Field.challenge, Field.work, Field.turn]
            self.kind = kind
            self.subject = subject
            self.attempt = attempt
            fields = data.fields.filter { !own.contains($0.name) }
            challenge = data[Field.challenge]
            work = data[Field.work]
            turn = data[Field.turn]
            self.visitor = visitor
        }
    }

    /// The fields by which a form pays.
    package enum Field {
        package static let challenge = "challenge"
        package static let work = "work"
        package static let turn = "turn"
    }

    /// How a write stands that was sent.
    package enum Settlement: Sendable, Hashable {
        /// It was paid, costs nothing, or is the same that was sent before.
        case settled
        /// It costs this; its bits are used up when something else was sent with them.
        case due(WritePrice, isUsedUp: Bool)
        /// It waits for its turn.
        case early(PriceKey.Turn)
    }

    private let budget: NetworkBudget
    private let streams: StreamWatch
    private let vault: Vault
    private let paid: PaidSendings
    /// What cost nothing, so that it costs nothing again when an answer was lost.
    private let free: PaidSendings
    /// What was looked at for streams, so that it is not looked at again when it is sent again.
    private let watched: PaidSendings

    package init(terms: NetworkBudget.Terms, vault: Vault, random: Random, now: Instant) {
        budget = NetworkBudget(terms: terms, random: random, now: now)
        streams = StreamWatch(terms: StreamWatch.Terms(terms), random: random, now: now)
        self.vault = vault
        paid = PaidSendings(random: random, now: now)
        free = PaidSendings(random: random, now: now)
        watched = PaidSendings(random: random, now: now)
    }

    /// The work that a write would cost now; nil when it costs nothing.
    ///
    /// - Parameter name: SHA-256 over the bits of the sending, so that these stay in the form.
    package func challenge(
        _ kind: String,
        about subject: Subject,
        sending name: [UInt8],
        for visitor: VisitorContext
    ) -> PriceKey.Challenge? {
        let price = price(kind, visitor)
        guard !price.isNothing else { return nil }
        return key(subject, visitor).challenge(
            bits: price.bits,
            for: name,
            until: visitor.now.adding(.milliseconds(Limits.priceMilliseconds))
        )
    }

    /// Takes what a write costs, and counts it.
    package func settle(_ sending: Sending) -> Settlement {
        let now = sending.visitor.now
        // Under both keys, because a write can become dearer between two sendings.
        let contents = contents(of: sending)
        let (content, other) = (paid.content(of: contents), free.content(of: contents))
        let before = paid.find(sending.attempt, content, at: now)
        guard before != .same, free.find(sending.attempt, other, at: now) != .same else {
            return .settled
        }
        let price = price(sending.kind, sending.visitor)
        if price.isNothing {
            // Where the bits were used for something else, the same costs nothing once more or has its price.
            _ = free.note(sending.attempt, other, at: now)
            count(sending)
            return .settled
        }
        let due = Settlement.due(price, isUsedUp: before == .other)
        let name = PriceKey.name(of: sending.attempt)
        let key = key(sending.subject, sending.visitor)
        if let turn = key.turn(sending.turn, for: name), now <= turn.until {
            guard turn.from <= now else { return .early(turn) }
        } else {
            guard let challenge = key.challenge(sending.challenge, for: name),
                now <= challenge.until, before != .other,
                let named = WritePrice(bits: challenge.work.bits), price.accepts(named),
                challenge.work.accepts(sending.work)
            else { return due }
        }
        // Two that come at once with the same bits: one of them has paid.
        guard paid.note(sending.attempt, content, at: now) else {
            return .due(price, isUsedUp: true)
        }
        count(sending)
        return .settled
    }

    /// What is written, and where: what was paid for one thing pays for no other.
    private func contents(of sending: Sending) -> [(name: String, value: String)] {
        let place = "\(sending.kind) \(sending.visitor.tenant.id) \(sending.subject)"
        return sending.fields + [(name: "", value: place)]
    }

    /// A turn among all of the network who wait; nil when they are too many.
    package func turn(of sending: Sending, paying price: WritePrice) -> PriceKey.Turn? {
        let visitor = sending.visitor
        let from = budget.turn(
            of: visitor.visit.network,
            paying: price,
            for: account(sending.kind, visitor),
            at: visitor.now
        )
        return from.map { from in
            key(sending.subject, visitor).turn(
                for: PriceKey.name(of: sending.attempt),
                from: from,
                until: from.adding(.milliseconds(Limits.turnMilliseconds))
            )
        }
    }

    /// Notes a write that was settled and is about to be counted on that day; gives the stream that it
    /// belongs to, as people do not write.
    ///
    /// - Parameters:
    ///   - part: The part of a count that it belongs to.
    ///   - length: How long what is sealed is; nil where the server seals it.
    package func watch(
        _ sending: Sending,
        part: String,
        length: Int?,
        on day: CivilDate
    ) -> StreamWatch.Stream? {
        let (visitor, network) = (sending.visitor, sending.visitor.visit.network)
        // Sent again it is the same entry: no sign of a stream, and in none other than before.
        let content = watched.content(of: contents(of: sending))
        guard watched.find(sending.attempt, content, at: visitor.now) != .same else {
            return watched.stream(of: sending.attempt)
        }
        _ = watched.note(sending.attempt, content, at: visitor.now)
        let account = account(sending.kind, visitor)
        let write = StreamWatch.Write(
            account: account,
            part: part,
            length: length,
            excess: budget.excess(of: network, for: account, at: visitor.now),
            day: day
        )
        let stream = streams.note(write, from: network, at: visitor.now)
        if let stream { watched.keep(stream, of: sending.attempt) }
        return stream
    }

    private func price(_ kind: String, _ visitor: VisitorContext) -> WritePrice {
        budget.price(
            of: visitor.visit.network,
            for: account(kind, visitor),
            at: visitor.now
        )
    }

    private func count(_ sending: Sending) {
        let visitor = sending.visitor
        budget.take(
            from: visitor.visit.network,
            for: account(sending.kind, visitor),
            at: visitor.now
        )
    }

    private func account(_ kind: String, _ visitor: VisitorContext) -> NetworkBudget.Account {
        NetworkBudget.Account(tenant: visitor.tenant.id, kind: kind)
    }

    private func key(_ subject: Subject, _ visitor: VisitorContext) -> PriceKey {
        PriceKey(tenant: visitor.tenant.id, item: subject, vault: vault)
    }
}
