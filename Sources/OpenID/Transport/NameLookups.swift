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
/// Who asks for a name while it is looked up gets the same answer. While as many names as may be are looked up,
/// slowly perhaps because somebody wants it so, names that were found before are taken to lead where they did.
final class NameLookups: Sendable {
    typealias Waiting = CheckedContinuation<[HostAddress], Never>

    private struct State {
        /// The names that are looked up, each with those who wait for it.
        var waiting: [String: [Int: Waiting]] = [:]
        /// Where names led when they were last found.
        var found: [String: [HostAddress]] = [:]
        /// The numbers of the lanes on which nothing is looked up.
        var free = Array(0..<Limits.nameLookups)
        var last = 0
    }

    private enum Turn {
        /// On this lane.
        case asks(Int)
        case waits
        /// No room; with what was found before.
        case isRefused([HostAddress])
    }

    private let look: @Sendable (String) -> [HostAddress]
    private let state = Mutex(State())
    /// Each has a thread of its own while it blocks: one queue for all would take those of others.
    private let lanes = (0..<Limits.nameLookups).map { DispatchQueue(label: "openid.names.\($0)") }

    /// `look` may block.
    init(_ look: @escaping @Sendable (String) -> [HostAddress] = NameLookups.ofSystem) {
        self.look = look
    }

    /// How many names are looked up just now.
    var count: Int { state.withLock { $0.waiting.count } }

    /// None for a name that leads nowhere, and when the caller gives up.
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
            guard let lane = state.free.popLast() else {
                return .isRefused(state.found[host] ?? [])
            }
            state.waiting[host] = [number: continuation]
            return .asks(lane)
        }
        switch turn {
        case .asks(let lane):
            lanes[lane].async { self.end(host, on: lane, with: self.look(host)) }
        case .waits: break
        case .isRefused(let found): continuation.resume(returning: found)
        }
    }

    /// The name is looked up to its end all the same: the system cannot be stopped.
    private func giveUp(_ host: String, _ number: Int) {
        let continuation = state.withLock { $0.waiting[host]?.removeValue(forKey: number) }
        continuation?.resume(returning: [])
    }

    private func end(_ host: String, on lane: Int, with addresses: [HostAddress]) {
        let waiting = state.withLock { state in
            // Names pile up slowly; those that are in use are soon found again.
            if state.found.count >= Limits.providers { state.found.removeAll() }
            if !addresses.isEmpty { state.found[host] = addresses }
            state.free.append(lane)
            return state.waiting.removeValue(forKey: host) ?? [:]
        }
        for continuation in waiting.values { continuation.resume(returning: addresses) }
    }

    private static func ofSystem(_ host: String) -> [HostAddress] {
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
