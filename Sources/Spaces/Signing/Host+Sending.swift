import HTTPTypes
import Kernel
package import Localization
package import Markup
package import Vault
package import Web

/// What is answered to a sending that cannot be taken now, whatever it is that somebody signs.
extension Host {
    /// The page on which somebody waits for their turn, with all that they typed; `address` is where they typed it.
    package func waiting(
        for turn: PriceKey.Turn?,
        _ sending: WritePrices.Sending,
        _ attempt: SendingAttempt,
        sendingTo path: Path,
        typedAt address: String
    ) -> Reply {
        let visitor = sending.visitor
        let wait = turn.map { visitor.now.until($0.from) }
        let own = [
            (name: SendingAttempt.field, value: attempt.text),
            (name: WritePrices.Field.turn, value: turn?.text ?? ""),
        ]
        let view = WaitingPage(wait: wait, fields: sending.fields + own, path: path, t: visitor.t)
        var reply = pages.page(
            title: view.title,
            content: view.html,
            visit: visitor.visit,
            extras: .init(isIndexed: false, address: address)
        )
        reply.status = .paymentRequired
        reply.headers[.retryAfter] = String(wait?.secondsToWait ?? 300)
        return reply
    }

    /// One button, on a page that needs no database, that sends the same once more; `words` have a `title` and a
    /// `text`, and `isUnknown` says that it may be counted.
    package func resending(
        _ data: FormData,
        _ attempt: SendingAttempt?,
        words: MessageKey,
        isUnknown: Bool,
        sendingTo path: Path,
        typedAt address: String,
        for visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let title = t(MessageKey(words, "title"))
        var fields = data.fields.filter { $0.name != SendingAttempt.field }
        if let attempt { fields.append((SendingAttempt.field, attempt.text)) }
        let view = ResendPage(
            title: title,
            text: t(MessageKey(words, "text")),
            fields: fields,
            path: path,
            t: t
        )
        var reply = pages.page(
            title: title,
            content: view.html,
            visit: visitor.visit,
            extras: .init(isIndexed: false, address: address)
        )
        reply.status = isUnknown ? .gatewayTimeout : .serviceUnavailable
        reply.headers[.retryAfter] = "10"
        return reply
    }
}
