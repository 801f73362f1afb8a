import HTTPTypes
import Hummingbird
import Kernel
import Ledger
import Localization
import Spaces
import Vault
import Web

/// What a statement costs where its network has sent many (decision 0019).
extension Statements {
    /// What is counted for itself in the budget of a network.
    static let kind = "statement of support"

    /// What is answered to a statement that has to be paid first; nil when it is paid, or costs nothing.
    ///
    /// A browser that seals does a work and sends again, with nothing to be read by anybody; whoever typed
    /// into a plain form waits, and has everything that was typed on the page that asks for it.
    func demand(_ sending: Sending, _ attempt: SendingAttempt) -> Reply? {
        let priced = priced(sending, attempt)
        switch initiatives.host.prices.settle(priced) {
        case .settled: return nil
        case .due(let price, let isUsedUp):
            guard !sending.data.has("sealed") else { return Self.dueReply(price) }
            let attempt = isUsedUp ? SendingAttempt(initiatives.host.random) : attempt
            let turn = initiatives.host.prices.turn(
                of: isUsedUp ? self.priced(sending, attempt) : priced,
                paying: price
            )
            return waiting(turn, sending, attempt)
        case .early(let turn): return waiting(turn, sending, attempt)
        }
    }

    /// What a statement that was settled is marked with, where it came as people do not sign.
    func mark(
        _ sending: Sending,
        _ attempt: SendingAttempt,
        _ submission: Initiatives.Submission
    ) -> LedgerMark? {
        let length: Int? =
            if case .sealed(let statement, _) = submission { statement.bytes.count } else { nil }
        let stream = initiatives.host.prices.watch(
            priced(sending, attempt),
            part: sending.data["state"],
            length: length,
            on: CivilZone.brussels.date(at: sending.arrivedAt)
        )
        let isHeld = sending.visitor.space?.settings[Initiatives.holdsStreams] ?? true
        return stream.map { LedgerMark(stream: $0.name, kind: $0.kind.rawValue, isHeld: isHeld) }
    }

    private func priced(_ sending: Sending, _ attempt: SendingAttempt) -> WritePrices.Sending {
        WritePrices.Sending(
            kind: Self.kind,
            subject: sending.visitor.scope.subject(of: sending.id),
            attempt: attempt.bytes,
            named: SendingAttempt.field,
            data: sending.data,
            visitor: sending.visitor
        )
    }

    private static func dueReply(_ price: WritePrice) -> Reply {
        var reply = Reply.json("{\"price\":\(price.level)}")
        reply.status = .paymentRequired
        return reply
    }

    /// The page on which somebody waits for their turn.
    private func waiting(
        _ turn: PriceKey.Turn?,
        _ sending: Sending,
        _ attempt: SendingAttempt
    ) -> Reply {
        let visitor = sending.visitor
        return initiatives.host.waiting(
            for: turn,
            priced(sending, attempt),
            attempt,
            sendingTo: visitor.spacePath(sending.id.text, "statements"),
            typedAt: visitor.localAddress(sending.id.text)
        )
    }
}

/// `/:initiative/challenge`: what a statement would cost now, for a browser whose reader begins to type.
///
/// Asking changes nothing and costs nothing, and tells only how much a network has sent.
struct Challenges: Sendable {
    let initiatives: Initiatives

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        guard let id = Initiative.ID(try visitor.parameter("initiative")) else {
            throw PageError.notFound
        }
        // Not the random bits themselves: addresses are written into logs.
        guard let sending = Hexadecimal.decode(visitor.visit.query["sending"]),
            sending.count == 32
        else { throw PageError.malformed }
        let challenge = initiatives.host.prices.challenge(
            Statements.kind,
            about: visitor.scope.subject(of: id),
            sending: sending,
            for: visitor
        )
        guard let challenge else { return .json("{}") }
        return .json(
            "{\"bits\":\(challenge.work.bits),\"challenge\":\"\(challenge.text)\"}"
        )
    }
}
