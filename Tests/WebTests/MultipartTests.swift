import Kernel
import TestSupport
import Testing

@testable import Web

/// Goal: a form with files is read as browsers write it, however the network cuts it, and whatever
/// else is malformed.
///
/// Method: bodies of browsers, cut everywhere; then bodies of attackers.
@Suite("Forms with files")
struct MultipartTests {
    private static let body = MultipartText.encode(
        [("title", "é\r\n--x"), ("empty", "")],
        [
            .init("file", name: "a\"b\r\n.png", bytes: Array("\r\n--\r\r\n-".utf8) + [0, 255]),
            .init("none", name: "", bytes: []),
        ]
    )

    /// Every event, with the pieces of one part's contents joined.
    private func events(
        _ body: [UInt8],
        cutEvery size: Int,
        boundary: String = MultipartText.boundary
    ) throws -> [MultipartEvent] {
        var parser = try MultipartParser(boundary: boundary)
        var events: [MultipartEvent] = []
        for start in stride(from: 0, to: body.count, by: size) {
            for event in try parser.take(body[start..<min(start + size, body.count)]) {
                if case .bytes(let more) = event, case .bytes(let bytes) = events.last {
                    events[events.count - 1] = .bytes(ArraySlice(Array(bytes) + Array(more)))
                } else {
                    events.append(event)
                }
            }
        }
        try parser.finish()
        return events
    }

    @Test("what a browser sends comes out whole, wherever it is cut")
    func cut() throws {
        let expected: [MultipartEvent] = [
            .part(PartHead(name: "title", fileName: nil)),
            .bytes(ArraySlice(Array("é\r\n--x".utf8))), .partEnd,
            .part(PartHead(name: "empty", fileName: nil)), .partEnd,
            .part(PartHead(name: "file", fileName: "a\"b\r\n.png")),
            .bytes(ArraySlice(Array("\r\n--\r\r\n-".utf8) + [0, 255])), .partEnd,
            .part(PartHead(name: "none", fileName: "")), .partEnd,
        ]
        for size in 1...Self.body.count {
            #expect(try events(Self.body, cutEvery: size) == expected, "\(size)")
        }
    }

    @Test("a body that ends anywhere before its last boundary is malformed")
    func truncated() {
        for count in 0..<Self.body.count - 2 {
            #expect(throws: PageError.malformed, "\(count)") {
                try events(Array(Self.body.prefix(count)), cutEvery: 13)
            }
        }
    }

    @Test(
        "what no browser writes is malformed",
        arguments: [
            "", "x", "--y\r\n", "--x", "--x\n", "--x \r\n", " --x\r\n", "\r\n--x\r\n",
            "--x\r\n\r\na\r\n--x--", "--x\r\nContent-Type: text/plain\r\n\r\na\r\n--x--",
            "--x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\na\r\n--x--",
            "--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
            "--x\r\nContent-Disposition: form-data; name=\"a\r\n\r\na\r\n--x--",
            "--x\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\na\r\n--x--",
            "--x\r\nContent-Disposition: form-data; name=\"a\"x\r\n\r\na\r\n--x--",
            "--x\r\nContent-Disposition: form-data; name=\"a\0\"\r\n\r\na\r\n--x--",
            """
            --x\r\nContent-Disposition: form-data; name="a"\r
            Content-Disposition: form-data; name="b"\r\n\r\na\r\n--x--
            """,
            """
            --x\r\nContent-Disposition: form-data; name="a"\r
            Content-Transfer-Encoding: base64\r\n\r\na\r\n--x--
            """,
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\na\r\n--x--trailing",
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\na\r\n--x-",
            "--x\r\nX: " + String(repeating: "y", count: 5000) + "\r\n\r\na\r\n--x--",
        ]
    )
    func malformed(body: String) {
        for size in [1, 7, 10_000] {
            #expect(throws: PageError.malformed) {
                try events(Array(body.utf8), cutEvery: size, boundary: "x")
            }
        }
    }

    @Test("raw bytes that are no UTF-8 in a name are malformed, and a boundary has its limits")
    func names() {
        let start = Array("--x\r\nContent-Disposition: form-data; name=\"".utf8)
        let end = Array("\"\r\n\r\na\r\n--x--".utf8)

        #expect(throws: PageError.malformed) {
            try events(start + [0xFF] + end, cutEvery: 10, boundary: "x")
        }
        for boundary in ["", "é", "a\nb", String(repeating: "x", count: 71)] {
            #expect(throws: PageError.malformed) { try MultipartParser(boundary: boundary) }
        }
    }

    @Test("the parser holds no more than a head and the beginning of a boundary")
    func memory() throws {
        var parser = try MultipartParser(boundary: "x")
        _ = try parser.take(
            Array("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n".utf8)
        )
        for _ in 0..<100 {
            let events = try parser.take([UInt8](repeating: 0x0D, count: 10_000))
            let given = events.reduce(0) { sum, event in
                if case .bytes(let bytes) = event { sum + bytes.count } else { sum }
            }

            #expect((9_990...10_010).contains(given))
        }
    }
}
