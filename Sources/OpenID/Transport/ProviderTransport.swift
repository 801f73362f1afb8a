import Foundation
import Kernel

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The way to providers: HTTP with bounds on everything.
///
/// No cookies, no cache, no redirections, five seconds of silence, ten for all of an answer, and no
/// more bytes than ``Limits`` allow. One for the whole program: it keeps connections open.
package final class ProviderTransport: Sendable {
    private let session: URLSession
    private let exchanges: ProviderExchanges
    private let deadline: Duration

    /// The silence is counted in whole seconds.
    package init(
        silence: Duration = .seconds(5),
        deadline: Duration = .seconds(10),
        answerBytes: Int = Limits.providerAnswerBytes
    ) {
        self.deadline = deadline
        exchanges = ProviderExchanges(answerBytes: answerBytes)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Double(silence.components.seconds)
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.httpMaximumConnectionsPerHost = 64
        session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    /// Asks once; never again by itself.
    func answer(to request: ProviderRequest) async throws(OpenIDFailure) -> ProviderAnswer {
        let task = session.dataTask(with: request.urlRequest)
        let result = await withTaskGroup { [exchanges, deadline] group in
            group.addTask { await exchanges.run(task) }
            group.addTask { () -> Result<ProviderAnswer, OpenIDFailure> in
                try? await Task.sleep(for: deadline)
                return .failure(.providerUnreachable)
            }
            let first = await group.next() ?? .failure(.providerUnreachable)
            group.cancelAll()
            return first
        }
        return try result.get()
    }
}
