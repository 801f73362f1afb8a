import HTTPTypes
import Hummingbird
import Kernel
import OpenID
import Web

/// The sign-ins at providers that a browser has begun and not ended: a cookie for each, so that two tabs do
/// not disturb each other.
struct DepartureCookies: Sendable {
    private let accounts: Accounts
    private let headers: HTTPFields
    private let visitor: VisitorContext

    init(_ accounts: Accounts, _ request: Request, _ visitor: VisitorContext) {
        self.accounts = accounts
        headers = request.headers
        self.visitor = visitor
    }

    private var isSecure: Bool { visitor.visit.isSecure }

    /// What the browser took along when it left with that state.
    func travel(state: String) -> Accounts.Travel? {
        let cookie = PrivateCookie.departure(state).value(in: headers, isSecure: isSecure)
        return accounts.travel(cookie, at: visitor.tenant.id).flatMap { travel in
            travel.attempt.state == state ? travel : nil
        }
    }

    /// The fields that keep one more; of those before only the newest stay.
    func fields(keeping sealed: String, state: String) -> [HTTPField] {
        let known = PrivateCookie.departures(in: headers, isSecure: isSecure).map { cookie in
            let value = cookie.value(in: headers, isSecure: isSecure)
            let travel = accounts.travel(value, at: visitor.tenant.id)
            return (cookie: cookie, startedAt: travel?.attempt.startedAt.milliseconds ?? 0)
        }
        let old = known.sorted { $0.startedAt > $1.startedAt }.dropFirst(Limits.departures - 1)
        let kept = PrivateCookie.departure(state).set(
            sealed,
            seconds: Int(Limits.signInAttemptMilliseconds / 1000),
            isSecure: isSecure
        )
        return old.map { $0.cookie.clear(isSecure: isSecure) } + [kept]
    }

    func clearing(state: String) -> HTTPField {
        PrivateCookie.departure(state).clear(isSecure: isSecure)
    }
}
