import Accounts
import Files
import Kernel
import Spaces
import TestSupport
import Testing

/// Goal: files that belong to nothing yet help whoever sent them, and stand in nobody's way.
///
/// Method: forms with mistakes elsewhere, sent again and again; the tables afterwards.
@Suite("Waiting files")
struct WaitingFilesTests {
    private static func picture(_ width: Int) -> MultipartText.File {
        .init("file", name: "a.png", bytes: SampleFiles.png(width: width, height: 200))
    }

    @Test("whoever has as many waiting as they may sends any of them again, the oldest too")
    func again() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            for number in 0..<Limits.waitingFiles {
                _ = try await ada.send(Self.picture(20 + number), title: "")
                house.house.clock.tick()
            }

            for number in [0, 1, 0, Limits.waitingFiles - 1] {
                let answer = try await ada.send(Self.picture(20 + number), title: "")
                #expect(answer.status == 422, "\(answer.text)")
                #expect(answer.value(ofField: "file-waiting") != nil, "\(answer.text)")
            }
            let kept = try await ada.send(Self.picture(20))

            #expect(kept.status == 303)
            let address = try #require(kept.field("Location"))
            #expect(try await house.site.get(address).status == 200)
            #expect(try await house.count("file") == Limits.waitingFiles)
        }
    }

    @Test("a file that waits is taken by no field that would not have taken it")
    func otherField() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            let large = SampleFiles.png(width: 1300, height: 1000)
            #expect(large.count > Shelf.picture.bytes)
            let files: [(MultipartText.File, String)] = [
                (.init("file", name: "a.pdf", bytes: SampleFiles.pdf()), "this kind of file"),
                (.init("file", name: "a.png", bytes: large), "This file is too large"),
            ]
            for (file, words) in files {
                let waits = try await ada.send(file, title: "")
                let id = try #require(waits.value(ofField: "file-waiting"))

                let other = try await ada.send(
                    nil,
                    to: "/en/shelf/pictures",
                    more: [("file-waiting", id)]
                )
                let own = try await ada.send(nil, more: [("file-waiting", id)])

                #expect(other.status == 422 && other.text.contains(words), "\(other.text)")
                #expect(other.value(ofField: "file-waiting") == nil)
                #expect(own.status == 303)
            }
        }
    }

    @Test("what waits fills no space: it has a share of it, and the oldest of anybody make way")
    func share() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            var eve = try await house.member("eve@example.org")
            try await house.uploads.set(quota: 400_000, in: house.house.scope())
            for number in 0..<Limits.waitingFiles - 1 {
                let waits = try await ada.send(Self.picture(200 + number), title: "")
                #expect(waits.value(ofField: "file-waiting") != nil, "\(waits.text)")
                house.house.clock.advance(by: .seconds(120))
            }

            let kept = try await eve.send(Self.picture(220))

            #expect(kept.status == 303, "\(kept.text)")
            // Of forty kilobytes each: Eve's, and as many of Ada's as a quarter of the room holds beside it.
            #expect(try await house.count("file") == 2)
            #expect(try await house.room() < 100_000)
        }
    }

    @Test("what has just arrived makes way for nothing: then there is no room")
    func fresh() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            var eve = try await house.member("eve@example.org")
            try await house.uploads.set(quota: 400_000, in: house.house.scope())
            for number in 0..<2 {
                let waits = try await ada.send(Self.picture(200 + number), title: "")
                #expect(waits.value(ofField: "file-waiting") != nil)
            }

            let third = try await eve.send(Self.picture(203), title: "")

            #expect(third.status == 422 && third.text.contains("no room"), "\(third.text)")
            #expect(try await house.count("file") == 2)
        }
    }

    @Test("where there is no room, nobody waits for a file to be made anew")
    func early() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            try await house.uploads.set(quota: 20_000, in: house.house.scope())

            // Nobody looks so far into it that it could be found damaged.
            let damaged = Array(SampleFiles.png(width: 200, height: 200).dropLast(20))
            let answer = try await ada.send(.init("file", name: "a.png", bytes: damaged))

            #expect(answer.status == 422 && answer.text.contains("no room"), "\(answer.text)")
        }
    }

    @Test("who deletes their account takes along what waits in every space, and sees it before")
    func leaving() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member(at: try #require(ShelfHouse.two))
            for slug in ["one", "other"] {
                _ = try await ada.send(Self.picture(20), title: "", to: "/en/\(slug)/things")
            }
            #expect(try await house.count("file") == 2)

            let archive = try await ada.get("/en/account/data/archive")
            _ = try await ada.post("/en/account/deletion")
            let letters = try await house.house.letters(
                to: "ada@example.org",
                at: try #require(ShelfHouse.two)
            )
            _ = try await ada.post(try #require(letters.last?.links.first))

            #expect(archive.body.firstRange(of: Array("files/waiting-1.json".utf8)) != nil)
            #expect(archive.body.firstRange(of: Array("files/waiting-2.json".utf8)) != nil)
            #expect(try await ada.get("/en/account").status == 303)
            #expect(try await house.counts() == [0, 0, 0])
        }
    }
}
