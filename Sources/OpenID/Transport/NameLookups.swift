import Dispatch
import Kernel
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Asks the system where names lead, away from the threads of requests: it may take its time.
///
/// Who asks for a name while it is looked up gets the same answer; nothing is kept beyond that, since the system
/// keeps what it may.
final class NameLookups: Sendable {
    typealias Waiting = CheckedContinuation<[HostAddress], Never>

    private struct State {
        /// The names that are looked up, each with those who wait for it.
        var waiting: [String: [Int: Waiting]] = [:]
        var last = 0
    }

    private enum Turn {
        case asks
        case waits
        case isRefused
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "parvis.openid.names", attributes: .concurrent)

    /// None for a name that leads nowhere, when the caller gives up, and while too many are looked up.
    func addresses(of host: String) async -> [HostAddress] {
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                begin(host, number, continuation)
                if Task.isCancelled { giveUp(host, number) }
            }
        } onCancel: {
            giveUp(host, number)
        }
    }

    private func begin(_ host: String, _ number: Int, _ continuation: Waiting) {
        let turn = state.withLock { state -> Turn in
            if state.waiting[host] != nil {
                state.waiting[host]?[number] = continuation
                return .waits
            }
            guard state.waiting.count < Limits.nameLookups else { return .isRefused }
            state.waiting[host] = [number: continuation]
            return .asks
        }
        switch turn {
        case .asks: queue.async { self.end(host, with: Self.look(host)) }
        case .waits: break
        case .isRefused: continuation.resume(returning: [])
        }
    }

    /// The name is looked up to its end all the same: the system cannot be stopped.
    private func giveUp(_ host: String, _ number: Int) {
        let continuation = state.withLock { $0.waiting[host]?.removeValue(forKey: number) }
        continuation?.resume(returning: [])
    }

    private func end(_ host: String, with addresses: [HostAddress]) {
        let waiting = state.withLock { $0.waiting.removeValue(forKey: host) ?? [:] }
        for continuation in waiting.values { continuation.resume(returning: addresses) }
    }

    private static func look(_ host: String) -> [HostAddress] {
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, nil, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var addresses: [HostAddress] = []
        var next = first
        while let entry = next {
            if let address = address(of: entry.pointee), !addresses.contains(address) {
                addresses.append(address)
            }
            next = entry.pointee.ai_next
        }
        return addresses
    }

    /// Nil for what is no address of the internet.
    private static func address(of entry: addrinfo) -> HostAddress? {
        guard let address = entry.ai_addr else { return nil }
        let socket = UnsafeRawPointer(address)
        switch entry.ai_family {
        case AF_INET:
            let four = socket.load(as: sockaddr_in.self).sin_addr
            return HostAddress(bytes: withUnsafeBytes(of: four) { Array($0) })
        case AF_INET6:
            let six = socket.load(as: sockaddr_in6.self).sin6_addr
            return HostAddress(bytes: withUnsafeBytes(of: six) { Array($0) })
        default: return nil
        }
    }
}
