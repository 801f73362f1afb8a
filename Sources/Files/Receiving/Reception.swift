import Kernel
import Logging
import Storage
import SystemPackage
import Web

/// Takes the files of one form as they come in: looks at what they are, and puts them aside.
///
/// It runs on a queue of its own, because a disk may be slow; meanwhile nothing more is read of the
/// connection. A file that is refused is not put aside, and the rest of it is thrown away.
actor Reception: FileReceiver {
    /// One file, as it came.
    struct Arrival: Sendable {
        let field: String
        let sentName: String
        var count = 0
        var start: [UInt8] = []
        var kind: FileKind?
        var refusal: FileRefusal?
        /// Nil as soon as it is refused.
        var contents: TemporaryFile?
    }

    private let executor = QueueExecutor(label: "parvis.files.receiving")
    private let rules: [String: FileRules]
    private let random: Random
    private let logger: Logger
    private(set) var arrivals: [Arrival] = []

    init(rules: [String: FileRules], random: Random, logger: Logger) {
        self.rules = rules
        self.random = random
        self.logger = logger
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// Throws `malformed` for a file in a field that takes none, or a second one in one that does.
    func begin(_ head: PartHead) throws {
        guard rules[head.name] != nil, !arrivals.contains(where: { $0.field == head.name }) else {
            throw PageError.malformed
        }
        arrivals.append(Arrival(field: head.name, sentName: head.fileName ?? ""))
    }

    func take(_ bytes: ArraySlice<UInt8>) throws {
        guard var arrival = arrivals.popLast() else { return }
        defer { arrivals.append(arrival) }
        arrival.count += bytes.count
        guard arrival.refusal == nil, let rules = rules[arrival.field] else { return }
        if arrival.count > rules.bytes {
            arrival.refusal = .tooLarge
            arrival.contents = nil
            return
        }
        if arrival.kind == nil {
            arrival.start += bytes.prefix(FileKind.telling - arrival.start.count)
            guard look(at: &arrival, isWhole: false, rules) else { return }
        }
        try store(bytes, in: &arrival)
    }

    func end() {
        guard var arrival = arrivals.popLast() else { return }
        defer { arrivals.append(arrival) }
        guard let rules = rules[arrival.field] else { return }
        if arrival.count == 0 { arrival.refusal = .empty }
        if arrival.refusal == nil, arrival.kind == nil {
            _ = look(at: &arrival, isWhole: true, rules)
        }
    }

    /// Whether it may go on: its kind is one that is taken, or not yet to be seen.
    private func look(at arrival: inout Arrival, isWhole: Bool, _ rules: FileRules) -> Bool {
        guard isWhole || arrival.start.count == FileKind.telling else { return true }
        arrival.kind = FileKind(start: arrival.start).flatMap {
            rules.kinds.contains($0) ? $0 : nil
        }
        if arrival.kind == nil {
            arrival.refusal = .otherKind
            arrival.contents = nil
        }
        return arrival.refusal == nil
    }

    /// Throws `unavailable` while the disk takes nothing more.
    private func store(_ bytes: ArraySlice<UInt8>, in arrival: inout Arrival) throws {
        do {
            let file = try arrival.contents ?? TemporaryFile(random: random)
            arrival.contents = file
            try file.append(bytes)
        } catch let error as Errno {
            logger.error(
                "a file could not be put aside",
                metadata: ["reason": "error \(error.rawValue)"]
            )
            throw PageError.unavailable(seconds: 60)
        }
    }
}
