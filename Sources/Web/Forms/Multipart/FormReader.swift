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

    private enum Part {
        case none
        case field(name: String, value: [UInt8])
        /// A field for a file that has begun, or that nobody chose yet.
        case file(PartHead, hasBegun: Bool)
    }

    /// Gives what was typed; without a receiver files are thrown away.
    ///
    /// Throws `malformed` for a body that lies or ends too early, `tooLarge` for more than the rules
    /// allow, and whatever the receiver does.
    func read(_ request: Request, into receiver: (any FileReceiver)?) async throws -> FormData {
        var form = Collected(rules: rules)
        // What was typed before something went wrong is not lost.
        defer { kept.keep(FormData(pairs: form.pairs)) }
        var parser = try MultipartParser(boundary: try request.boundary)
        var part = Part.none
        for try await buffer in request.body {
            for event in try parser.take(buffer.readableBytesView) {
                part = try await take(event, in: part, &form, receiver)
            }
        }
        try parser.finish()
        return FormData(pairs: form.pairs)
    }

    private func take(
        _ event: MultipartEvent,
        in part: Part,
        _ form: inout Collected,
        _ receiver: (any FileReceiver)?
    ) async throws -> Part {
        switch (event, part) {
        case (.part(let head), _):
            if head.fileName != nil { return .file(head, hasBegun: false) }
            return .field(name: head.name, value: [])
        case (.bytes(let bytes), .field(let name, let value)):
            try form.count(bytes.count)
            return .field(name: name, value: value + bytes)
        case (.bytes(let bytes), .file(let head, let hasBegun)):
            if !hasBegun { try await begin(head, &form, receiver) }
            try await receiver?.take(bytes)
            return .file(head, hasBegun: true)
        case (.partEnd, .field(let name, let value)):
            try form.add(name, value)
        case (.partEnd, .file(let head, let hasBegun)):
            // A field for a file that was left empty is sent as one without name and contents.
            if !hasBegun, head.fileName == "" { return .none }
            if !hasBegun { try await begin(head, &form, receiver) }
            try await receiver?.end()
        case (_, .none): break
        }
        return .none
    }

    private func begin(
        _ head: PartHead,
        _ form: inout Collected,
        _ receiver: (any FileReceiver)?
    ) async throws {
        form.files += 1
        guard form.files <= rules.files else { throw PageError.malformed }
        try await receiver?.begin(head)
    }

    /// Fields so far, and what they come to.
    private struct Collected {
        let rules: BodyRules
        var pairs: [(name: String, value: String)] = []
        var files = 0
        private var bytes = 0

        init(rules: BodyRules) { self.rules = rules }

        mutating func count(_ more: Int) throws(PageError) {
            bytes += more
            guard bytes <= rules.fieldBytes else { throw .tooLarge }
        }

        mutating func add(_ name: String, _ value: [UInt8]) throws(PageError) {
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
