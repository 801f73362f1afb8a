package import Hummingbird
import Kernel
import NIOCore

/// Takes the files of a form as they come in: one after another, each in pieces.
///
/// While it works on a piece nothing more is read, and TCP holds the sender back.
package protocol FileReceiver: Sendable {
    func begin(_ head: PartHead) async throws
    func take(_ bytes: ArraySlice<UInt8>) async throws
    func end() async throws
}

/// Reads a form with files: what was typed is collected, and files go on to whoever receives them.
struct FormReader {
    let rules: BodyRules
    let kept: KeptForm

    /// Gives what was typed; without a receiver files are thrown away.
    ///
    /// Throws `malformed` for a body that lies or ends too early, `tooLarge` for more than the rules
    /// allow, and whatever the receiver does.
    func read(_ request: Request, into receiver: (any FileReceiver)?) async throws -> FormData {
        var form = Collected(rules: rules, receiver: receiver)
        // What was typed before something went wrong is not lost.
        defer { kept.keep(FormData(pairs: form.pairs)) }
        var parser = try MultipartParser(boundary: try request.boundary)
        for try await buffer in request.body {
            for event in try parser.take(buffer.readableBytesView) { try await form.take(event) }
        }
        try parser.finish()
        return FormData(pairs: form.pairs)
    }

    /// Fields so far, what they come to, and the part that is being read.
    private struct Collected {
        private enum Part {
            case none
            case field(name: String)
            /// A field for a file that has begun, or that nobody chose yet.
            case file(PartHead, hasBegun: Bool)
        }

        private let rules: BodyRules
        private let receiver: (any FileReceiver)?
        private(set) var pairs: [(name: String, value: String)] = []
        private var part = Part.none
        /// Of the field that is being read: it grows where it is.
        private var value: [UInt8] = []
        private var files = 0
        private var bytes = 0

        init(rules: BodyRules, receiver: (any FileReceiver)?) {
            self.rules = rules
            self.receiver = receiver
        }

        mutating func take(_ event: MultipartEvent) async throws {
            switch (event, part) {
            case (.part(let head), _):
                value = []
                part =
                    head.fileName == nil
                    ? .field(name: head.name) : .file(head, hasBegun: false)
            case (.bytes(let more), .field):
                try count(more.count)
                value += more
            case (.bytes(let more), .file(let head, let hasBegun)):
                if !hasBegun { try await begin(head) }
                try await receiver?.take(more)
            case (.partEnd, .field(let name)):
                try add(name)
                part = .none
            case (.partEnd, .file(let head, let hasBegun)):
                part = .none
                // A field for a file that was left empty is sent as one without name and contents.
                if !hasBegun, head.fileName == "" { return }
                if !hasBegun { try await begin(head) }
                try await receiver?.end()
                part = .none
            case (_, .none): break
            }
        }

        private mutating func begin(_ head: PartHead) async throws {
            files += 1
            guard files <= rules.files else { throw PageError.malformed }
            try await receiver?.begin(head)
            part = .file(head, hasBegun: true)
        }

        private mutating func count(_ more: Int) throws(PageError) {
            bytes += more
            guard bytes <= rules.fieldBytes else { throw .tooLarge }
        }

        private mutating func add(_ name: String) throws(PageError) {
            try count(name.utf8.count)
            guard pairs.count < rules.fields, !value.contains(0),
                let value = String(validating: value, as: UTF8.self)
            else { throw .malformed }
            pairs.append((name, value))
        }
    }
}

extension Request {
    /// Reads the form of a route that takes files, by the rules that it declares.
    ///
    /// What comes without files, as from a page that gave back what was typed, is read as well. Throws
    /// as ``form(_:)`` does, and whatever the receiver throws.
    package func form(
        of visit: Visit,
        files receiver: any FileReceiver
    ) async throws -> FormData {
        guard carriesFiles else { return try await form(visit.bodyRules) }
        return try await FormReader(rules: visit.bodyRules, kept: visit.keptForm).read(
            self,
            into: receiver
        )
    }
}
