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
    /// Whom it asks.
    package enum Reach: Sendable {
        /// Hosts on the internet, and those of providers that whoever runs the server has named.
        case internet(HostNames)
        /// Any host, in development.
        case anywhere
    }

    private let session: URLSession
    private let exchanges: ProviderExchanges
    private let deadline: Duration
    private let reach: Reach

    /// The silence is counted in whole seconds.
    package init(
        reach: Reach = .internet(.system),
        silence: Duration = .seconds(5),
        deadline: Duration = .seconds(10),
        answerBytes: Int = Limits.providerAnswerBytes
    ) {
        self.reach = reach
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
    ///
    /// Where the name of the host leads is looked at each time: it may lead elsewhere by now. It can still lead
    /// elsewhere an instant later; then nothing is said beyond a greeting, since whoever answers has no
    /// certificate for that name.
    func answer(to request: ProviderRequest) async throws(OpenIDFailure) -> ProviderAnswer {
        let result = await withTaskGroup { [deadline] group in
            group.addTask { await self.exchange(request) }
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

    private func exchange(_ request: ProviderRequest) async -> ProviderExchanges.Outcome {
        if let failure = await reach.failure(of: request.address) { return .failure(failure) }
        return await exchanges.run(session.dataTask(with: request.urlRequest))
    }
}

extension ProviderTransport.Reach {
    /// Why an address is not asked; nil when it may be.
    fileprivate func failure(of address: ProviderAddress) async -> OpenIDFailure? {
        guard case .internet(let names) = self, !address.mayBeInside else { return nil }
        switch await names.place(of: address) {
        case .internet: return nil
        case .nowhere: return .providerUnreachable
        case .inside(let found): return .internalHost(found)
        }
    }
}
