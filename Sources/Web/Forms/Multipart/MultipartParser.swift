import Kernel

/// What comes out of a multipart body, in its order.
enum MultipartEvent: Sendable, Equatable {
    case part(PartHead)
    /// Some of the contents of the part that began last.
    case bytes(ArraySlice<UInt8>)
    case partEnd
}

/// Takes a `multipart/form-data` body apart while it comes in (RFC 7578, RFC 2046 section 5.1.1).
///
/// Pure: bytes go in and events come out, however the bytes are cut. It never holds more than the
/// head of one part and what may be the beginning of a boundary.
struct MultipartParser {
    private enum Stage {
        /// Before the first boundary.
        case start
        /// Behind a boundary: another part follows, or the end.
        case boundary
        case head
        case contents
        case end
    }

    private let delimiter: [UInt8]
    private var stage = Stage.start
    // The first boundary stands at the very start; all others at the start of a line.
    private var waiting: [UInt8] = Array("\r\n".utf8)

    /// Throws `malformed` for a boundary that the standard does not allow.
    init(boundary: String) throws(PageError) {
        guard (1...70).contains(boundary.utf8.count),
            boundary.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw .malformed }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Takes the next bytes.
    ///
    /// Throws `malformed` where they do not go on as they must, and for a head that is too long.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(PageError) -> [MultipartEvent] {
        waiting += bytes
        var events: [MultipartEvent] = []
        var rest = waiting[...]
        while try step(&rest, &events) {}
        waiting = Array(rest)
        return events
    }

    /// Throws `malformed` when the body ends before its last boundary.
    func finish() throws(PageError) {
        guard case .end = stage else { throw .malformed }
    }

    /// Whether more can be done with what is here.
    private mutating func step(
        _ rest: inout ArraySlice<UInt8>,
        _ events: inout [MultipartEvent]
    ) throws(PageError) -> Bool {
        switch stage {
        case .start: try begin(&rest)
        case .boundary: try leaveBoundary(&rest)
        case .head: try readHead(&rest, &events)
        case .contents: readContents(&rest, &events)
        case .end: try readEnd(&rest)
        }
    }

    private mutating func begin(_ rest: inout ArraySlice<UInt8>) throws(PageError) -> Bool {
        guard rest.count >= delimiter.count else {
            guard delimiter.starts(with: rest) else { throw .malformed }
            return false
        }
        guard rest.starts(with: delimiter) else { throw .malformed }
        rest = rest.dropFirst(delimiter.count)
        stage = .boundary
        return true
    }

    private mutating func leaveBoundary(
        _ rest: inout ArraySlice<UInt8>
    ) throws(PageError) -> Bool {
        guard rest.count >= 2 else { return false }
        switch Array(rest.prefix(2)) {
        case Self.lineEnd: stage = .head
        case Self.lastMark: stage = .end
        default: throw .malformed
        }
        rest = rest.dropFirst(2)
        return true
    }

    private mutating func readHead(
        _ rest: inout ArraySlice<UInt8>,
        _ events: inout [MultipartEvent]
    ) throws(PageError) -> Bool {
        let near = rest.prefix(Limits.partHeadBytes)
        guard let end = near.firstRange(of: Self.headEnd) else {
            guard rest.count < Limits.partHeadBytes else { throw .malformed }
            return false
        }
        events.append(.part(try PartHead(lines: Array(rest[..<end.lowerBound]))))
        rest = rest[end.upperBound...]
        stage = .contents
        return true
    }

    private mutating func readContents(
        _ rest: inout ArraySlice<UInt8>,
        _ events: inout [MultipartEvent]
    ) -> Bool {
        var from = rest.startIndex
        while let start = rest[from...].firstIndex(of: 0x0D) {
            let seen = rest[start...].prefix(delimiter.count)
            if seen.count < delimiter.count, delimiter.starts(with: seen) {
                emit(&rest, upTo: start, &events)
                return false
            }
            if seen.elementsEqual(delimiter) {
                emit(&rest, upTo: start, &events)
                rest = rest.dropFirst(delimiter.count)
                events.append(.partEnd)
                stage = .boundary
                return true
            }
            from = start + 1
        }
        emit(&rest, upTo: rest.endIndex, &events)
        return false
    }

    private func emit(
        _ rest: inout ArraySlice<UInt8>,
        upTo end: Int,
        _ events: inout [MultipartEvent]
    ) {
        guard end > rest.startIndex else { return }
        events.append(.bytes(rest[..<end]))
        rest = rest[end...]
    }

    /// Nothing follows the last boundary but the end of its line.
    private func readEnd(_ rest: inout ArraySlice<UInt8>) throws(PageError) -> Bool {
        guard Self.lineEnd.starts(with: rest) else { throw .malformed }
        return false
    }

    private static let lineEnd = Array("\r\n".utf8)
    private static let lastMark = Array("--".utf8)
    private static let headEnd = Array("\r\n\r\n".utf8)
}
