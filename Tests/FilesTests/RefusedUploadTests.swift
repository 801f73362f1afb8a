import Files
import Kernel
import TestSupport
import Testing

/// Goal: a file that is not what it should be costs its sender a sentence, and the server nothing.
///
/// Method: files of other kinds, bombs and lies; then the tables, in which nothing may be.
@Suite("Refused uploads")
struct RefusedUploadTests {
    private func refused(
        _ bytes: [UInt8],
        to path: String = "/en/shelf/pictures",
        says words: String
    ) async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()

            let answer = try await ada.send(
                .init("file", name: "a.png", type: "image/png", bytes: bytes),
                title: "Kept \"title\"",
                to: path
            )

            #expect(answer.status == 422, "\(answer.text)")
            #expect(answer.text.contains(words), "\(answer.text)")
            #expect(answer.text.contains("Kept &quot;title&quot;"))
            #expect(try await house.counts() == [0, 0, 0])
            #expect(try await house.room() == 0)
        }
    }

    @Test("a picture that is too large, and ten megabytes of text where one is expected")
    func text() async throws {
        try await refused(
            SampleFiles.png(width: 1100, height: 1000),
            says: "This file is too large. Choose one of at most 1 MB"
        )
        try await refused(
            [UInt8](repeating: 0x61, count: 10 * 1024 * 1024),
            says: "We cannot take this kind of file. Choose one of these: PNG or JPEG, at most 1 MB"
        )
    }

    @Test("a document where a picture is expected, and a page that calls itself a picture")
    func otherKind() async throws {
        try await refused(SampleFiles.pdf(), says: "We cannot take this kind of file")
        try await refused(Array("<script>alert(1)</script>".utf8), says: "this kind of file")
        try await refused([0x89], says: "this kind of file")
        try await refused([0xFF, 0xD8, 0xFF] + Array("<html>".utf8), says: "could not read")
    }

    @Test("a picture that is cut, and one that says it is larger than it is")
    func damaged() async throws {
        try await refused(Array(SampleFiles.png().dropLast(20)), says: "could not read this file")
        try await refused(
            SampleFiles.bomb(width: 100, height: 100, expanded: 2_000_000),
            says: "could not read this file"
        )
    }

    @Test("a small file of a huge picture is refused before it is expanded")
    func bomb() async throws {
        try await refused(
            SampleFiles.bomb(width: 12_001, height: 10, expanded: 1000),
            says: "too wide or too high"
        )
        try await refused(
            SampleFiles.bomb(width: 9000, height: 9000, expanded: 1000),
            says: "too wide or too high"
        )
    }

    @Test("a document that nobody can read, and one that is only a form of another kind")
    func documents() async throws {
        try await refused(
            Array("%PDF-1.7\nnothing".utf8),
            to: "/en/shelf/things",
            says: "could not"
        )
        try await refused(
            SampleFiles.pdf(catalogue: "/NeedsRendering true"),
            to: "/en/shelf/things",
            says: "a form that only some programs can show"
        )
    }

    @Test("a document that would fill the memory ends its own process, and the server goes on")
    func documentBomb() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let bomb = DocumentBomb.bytes(expanded: 2 << 30)
            #expect(bomb.count < Shelf.anything.bytes)

            let answer = try await ada.send(.init("file", name: "a.pdf", bytes: bomb))
            let after = try await ada.send(.init("file", name: "b.pdf", bytes: SampleFiles.pdf()))

            #expect(answer.status == 422, "\(answer.text)")
            let reasons = ["This PDF is too complicated", "We could not read this file"]
            #expect(reasons.contains { answer.text.contains($0) }, "\(answer.text)")
            #expect(after.status == 303)
        }
    }

    @Test("an empty file and no file at all")
    func nothing() async throws {
        try await refused([], says: "The file you chose is empty")
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let none = try await ada.send(.init("file", name: "", bytes: []))
            let missing = try await ada.send(nil)

            #expect(none.text.contains("Choose a file"))
            #expect(missing.text.contains("Choose a file"))
        }
    }
}
