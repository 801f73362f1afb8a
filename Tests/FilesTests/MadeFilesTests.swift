import Files
import Kernel
import Storage
import TestSupport
import Testing

/// Goal: a file that the program made is kept whole or not at all, and shown by whom it is for.
@Suite("Made files")
struct MadeFilesTests {
    private struct Refused: Error {}

    private static func made(_ count: Int) -> MadeFile {
        MadeFile(name: "list", kind: .csv, bytes: Array(repeating: 0x61, count: count))
    }

    @Test("what has no room is refused before anything of it is written")
    func noRoom() async throws {
        try await ShelfHouse.run { house in
            let scope = house.house.scope()
            try await house.uploads.set(quota: 1000, in: scope)
            let subject = Shelf.subject("1", in: scope)
            let said = try await house.house.statements.during {
                await #expect(throws: FileRefusal.noRoom) {
                    try await house.uploads.keep(Self.made(1001), for: subject, in: scope) {
                        _,
                        _ in
                    }
                }
            }

            #expect(!said.contains { $0.text.contains("file_part") })
            #expect(try await house.counts() == [0, 0, 0])
            try await house.uploads.keep(Self.made(1000), for: subject, in: scope) { _, _ in }
            #expect(try await house.counts() == [1, 1, 1])
        }
    }

    @Test("parts of what is refused at the end go at once, and what others hold stays")
    func refused() async throws {
        try await ShelfHouse.run { house in
            let scope = house.house.scope()
            let subject = Shelf.subject("1", in: scope)
            for count in [[0, 0, 0], [1, 1, 1]] {
                await #expect(throws: Refused.self) {
                    try await house.uploads.keep(Self.made(10), for: subject, in: scope) { _, _ in
                        throw Refused()
                    }
                }
                #expect(try await house.counts() == count)
                guard count == [0, 0, 0] else { continue }
                try await house.uploads.keep(Self.made(10), for: subject, in: scope) { _, _ in }
            }
        }
    }

    @Test("what was made for one member is at no address of a module, whatever its gate says")
    func forOne() async throws {
        try await ShelfHouse.run { house in
            var ada = try await house.member()
            _ = try await ada.send(.init("file", name: "a.png", bytes: SampleFiles.png()))
            let scope = house.house.scope()
            let ids: [String] = try await house.house.database.read(in: scope) {
                try $0.column("SELECT id FROM shelf_thing WHERE tenant_id = \($0.tenant)")
            }
            let thing = try #require(ids.first)
            var answers: [Int] = []
            // The gate sees the thing of that name and says yes to both.
            for kind in [Subject.Kind.work, "thing"] {
                let subject = scope.subject(kind, thing)
                try await house.uploads.keep(Self.made(10), for: subject, in: scope) { _, _ in }
                let files = try await house.house.database.read(in: scope) { transaction in
                    try Uploads.files(of: subject, in: &transaction)
                }
                let file = try #require(files.last)
                let path = "/" + file.path(inSpace: "shelf").joined(separator: "/")
                answers.append(try await house.site.get(path).status)
            }

            #expect(answers == [404, 200])
        }
    }
}
