import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The questions that are under way: collects each answer, up to its bound.
///
/// URLSession's own collecting has no bound, and follows redirections.
final class ProviderExchanges: NSObject, URLSessionDataDelegate {
    typealias Outcome = Result<ProviderAnswer, OpenIDFailure>

    private struct Exchange {
        let continuation: CheckedContinuation<Outcome, Never>
        var body = Data()
    }

    private let answerBytes: Int
    private let running = Mutex<[Int: Exchange]>([:])

    init(answerBytes: Int) {
        self.answerBytes = answerBytes
    }

    /// Ends when the answer is whole, or when the caller gives up: whatever the session does then.
    func run(_ task: URLSessionDataTask) async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                running.withLock { $0[task.taskIdentifier] = Exchange(continuation: continuation) }
                if Task.isCancelled { giveUp(task) } else { task.resume() }
            }
        } onCancel: {
            giveUp(task)
        }
    }

    private func giveUp(_ task: URLSessionDataTask) {
        end(task, with: .failure(.providerUnreachable))
        task.cancel()
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLong = running.withLock { running in
            guard var exchange = running.removeValue(forKey: dataTask.taskIdentifier) else {
                return false
            }
            guard exchange.body.count + data.count <= answerBytes else {
                running[dataTask.taskIdentifier] = exchange
                return true
            }
            exchange.body.append(data)
            running[dataTask.taskIdentifier] = exchange
            return false
        }
        guard isTooLong else { return }
        end(dataTask, with: .failure(.malformedAnswer))
        dataTask.cancel()
    }

    /// A redirection is an answer like any other.
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    /// A client's secret that was refused is an answer too: nobody is asked for another one.
    ///
    /// On Linux a task whose challenge is left to the system does not end. Every other challenge,
    /// the check of certificates above all, stays the system's.
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        didReceive challenge: URLAuthenticationChallenge,
        completionHandler:
            @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        let method = challenge.protectionSpace.authenticationMethod
        guard
            method == NSURLAuthenticationMethodHTTPBasic
                || method == NSURLAuthenticationMethodHTTPDigest
        else {
            completionHandler(.performDefaultHandling, nil)
            return
        }
        if let response = challenge.failureResponse as? HTTPURLResponse {
            end(task, with: response)
        }
        completionHandler(.cancelAuthenticationChallenge, nil)
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        didCompleteWithError error: (any Error)?
    ) {
        guard error == nil, let response = task.response as? HTTPURLResponse else {
            end(task, with: .failure(.providerUnreachable))
            return
        }
        end(task, with: response)
    }

    private func end(_ task: URLSessionTask, with response: HTTPURLResponse) {
        let exchange = running.withLock { $0.removeValue(forKey: task.taskIdentifier) }
        guard let exchange else { return }
        let type = response.value(forHTTPHeaderField: "Content-Type") ?? ""
        let answer = ProviderAnswer(
            status: response.statusCode,
            mediaType: type.prefix { $0 != ";" }.lowercased().filter { $0 != " " },
            body: exchange.body
        )
        exchange.continuation.resume(returning: .success(answer))
    }

    private func end(_ task: URLSessionTask, with outcome: Outcome) {
        let exchange = running.withLock { $0.removeValue(forKey: task.taskIdentifier) }
        exchange?.continuation.resume(returning: outcome)
    }
}
