import Accounts
import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: an author finds everything of theirs in their archive, and takes their name along when they leave.
///
/// Method: what the module collects and erases, asked as the deletion of an account asks.
@Suite("What is kept of authors")
struct AuthorDataTests {
    @Test("the archive of an author has all that they wrote, and what it said before")
    func collected() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.submitted(in: &ada)
            try await house.take("send-back", on: id, saying: "Say who pays.")
            let mark = try #require(try await house.find(id)).mark
            _ = try await ada.post(
                "\(AuthorHouse.mine)/\(id)/text",
                [("body", "The city pays."), ("mark", String(mark))]
            )
            let author = try await house.id(of: ada)
            var bob = try await house.member("Bob")
            _ = try await house.draft("Trees", in: &bob)

            let files = try await house.house.database.read(in: house.scope()) { transaction in
                try Petitions.collectAuthored(author, in: &transaction)
            }

            #expect(files.map(\.name) == ["petitions"])
            let json = String(decoding: try #require(files.first).json, as: UTF8.self)
            #expect(json.contains("More benches in parks"))
            #expect(json.contains("The city pays."))
            #expect(json.contains("A bench for everyone."))
            #expect(!json.contains("Trees"))
        }
    }

    @Test(
        "who leaves takes drafts along and what nobody published; what was published stays without a name"
    )
    func erased() async throws {
        try await AuthorHouse.run(settings: ["supporters": "0"]) { house in
            var ada = try await house.member()
            let draft = try await house.draft("A draft", in: &ada)
            let waiting = try await house.submitted("Waits", in: &ada)
            let open = try await house.submitted("Is open", in: &ada)
            try await house.take("publish", on: open)
            let back = try await house.submitted("Was taken back", in: &ada)
            let answer = try await ada.post(
                "\(AuthorHouse.mine)/\(back)/withdrawal",
                [("stage", "submitted")]
            )
            #expect(answer.status == 303)
            let refused = try await house.submitted("Was refused", in: &ada)
            try await house.take("refuse", on: refused)
            let author = try await house.id(of: ada)

            try await house.house.database.write(in: house.scope()) { transaction in
                try Petitions.eraseAuthored(author, in: &transaction)
            }
            let withdrawn = try #require(try await house.find(back))
            #expect(withdrawn.stage == .withdrawn)
            #expect(withdrawn.title.isEmpty && withdrawn.body.isEmpty)
            #expect(try await house.find(refused)?.title == "Was refused")
            let left = try await house.house.database.read(in: house.scope()) { transaction in
                try PetitionStore.allWhole(of: author, in: &transaction).count
            }

            #expect(left == 0)
            #expect(try await house.find(draft) == nil)
            let gone = try #require(try await house.find(waiting))
            #expect(gone.stage == .withdrawn)
            #expect(gone.title.isEmpty && gone.body.isEmpty && gone.author == nil)
            #expect(!gone.isPublic)
            let stays = try #require(try await house.find(open))
            #expect(stays.stage == .collecting && stays.title == "Is open")
            #expect(stays.author == nil)
            #expect(try await house.site.get("/en/petitions/\(open)").status == 200)
        }
    }
}
