import Accounts
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Text
import Web

@testable import Petitions

/// Goal: staff find what waits, see nothing that is its author's alone, and keep notes, tags and colleagues with it.
///
/// Method: a live site, its queue and the page of one petition; the bytes of the table of notes.
@Suite("The desk of petitions")
struct OfficeDeskTests {
    @Test("the queue has what waits first, finds by number and by words, and shows no draft")
    func queue() async throws {
        try await PetitionHouse.run { house in
            let waiting = try await house.submit("Benches in parks")
            let open = try await house.publish("Trains at night")
            let draft = try await house.draft("Somebody's own")
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let desk = PetitionHouse.desk
                let first = try await rosa.get(desk).text
                let signed = try await rosa.get("\(desk)?state=collecting").text
                let number = try await rosa.get("\(desk)?q=\(waiting)").text
                let own = try await rosa.get("\(desk)?q=\(draft)").text

                #expect(first.contains("Benches in parks") && !first.contains("Trains at night"))
                #expect(signed.contains("Trains at night") && !signed.contains("Benches"))
                #expect(number.contains("Benches in parks"))
                #expect(!own.contains("Somebody"))
                #expect(try await rosa.get("\(desk)/\(draft)").status == 404)
                #expect(try await rosa.get("\(desk)/\(open)").status == 200)
                var nobody = try await house.house.staff(
                    RoleGrant(role: .moderator),
                    at: pages,
                    address: "mod@example.org"
                )
                #expect(try await nobody.get(desk).status == 403)
            }
        }
    }

    @Test("pages of the queue follow one another, the oldest first, each petition once")
    func turning() async throws {
        try await PetitionHouse.run { house in
            for number in 1...60 { _ = try await house.submit("Petition \(number)") }
            let found = try await house.database.read(in: house.house.scope()) { transaction in
                var ids: [Petition.ID] = []
                var visit = OfficeVisit()
                while true {
                    let rows = try PetitionStore.queue(visit, for: nil, in: &transaction)
                    let page = rows.prefix(Limits.queueLength)
                    ids += page.map(\.id)
                    guard rows.count > Limits.queueLength, let last = page.last else { break }
                    let place = Int(last.since.milliseconds)
                    visit = visit.at(ListCursor(value: place, id: last.id.text, page: 2))
                }
                return ids
            }

            #expect(found.count == 60)
            #expect(Set(found).count == 60)
            #expect(found == found.sorted())
        }
    }

    @Test(
        "a note is read by colleagues, taken back by whoever wrote it, and stands sealed in the table"
    )
    func notes() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.submit()
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                var ada = try await house.staff(at: pages, "Ada")
                let one = "\(PetitionHouse.desk)/\(id)"
                let empty = try await rosa.post("\(one)/notes", [("note", "")])
                let kept = try await rosa.submit("\(one)/notes", [("note", "Ask <the> lawyers")])

                #expect(empty.status == 422 && empty.text.contains("Enter a note"))
                #expect(kept.text.contains("Ask &lt;the&gt; lawyers"))
                let sealed: [[UInt8]] = try await house.database.read(in: house.house.scope()) {
                    try $0.column(
                        "SELECT sealed FROM petition_note WHERE tenant_id = \($0.tenant)"
                    )
                }
                let words = Array("lawyers".utf8)
                #expect(sealed.count == 1 && !sealed[0].contains(words))
                _ = try await ada.submit("\(one)/notes/removals", [("number", "1")])
                #expect(try await ada.get(one).text.contains("lawyers"))
                _ = try await rosa.submit("\(one)/notes/removals", [("number", "1")])
                #expect(try await !ada.get(one).text.contains("lawyers"))
                #expect(try await house.noted().prefix(2) == ["petition-noted", "petition-noted"])
            }
        }
    }

    @Test("tags come from the list of the institution, and lead to all petitions that have them")
    func tags() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.submit("Benches in parks")
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let desk = PetitionHouse.desk
                _ = try await rosa.submit(
                    "\(desk)/choices/tag",
                    [("text-en", "Urgent matters"), ("text-fr", "")]
                )
                let set = try await rosa.submit(
                    "\(desk)/\(id)/tags",
                    [("tag", "urgent-matters"), ("tag", "invented")]
                )

                #expect(set.text.contains("The tags have been saved"))
                let list = try await rosa.get("\(desk)/tags/urgent-matters")
                #expect(list.text.contains("Benches in parks"))
                #expect(try await rosa.get("\(desk)/tags/invented").status == 404)
                let kept = try await house.database.read(in: house.house.scope()) {
                    try PetitionNoteStore.tags(of: id, in: &$0)
                }
                #expect(kept == ["urgent-matters"])
            }
        }
    }

    @Test("a petition is given to somebody who may work at it, who finds it in their own list")
    func assigned() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.submit("Benches in parks")
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                let one = "\(PetitionHouse.desk)/\(id)"
                let page = try await rosa.get(one).text
                let start = try #require(page.firstRange(of: "name=\"member\""))
                let options = page[start.upperBound...].split(separator: "<option value=\"")
                let member = String(try #require(options.dropFirst(2).first).prefix { $0 != "\"" })
                let stranger = try await rosa.post(
                    "\(one)/assignment",
                    [("member", house.member().text)]
                )
                let given = try await rosa.submit("\(one)/assignment", [("member", member)])

                #expect(stranger.status == 404)
                #expect(given.text.contains("It has been saved who works on it"))
                let mine = try await rosa.get("\(PetitionHouse.desk)?state=mine").text
                #expect(mine.contains("Benches in parks"))
            }
        }
    }
}

extension [UInt8] {
    /// Whether some bytes stand in it, one after the other.
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        guard count >= part.count else { return false }
        return (0...(count - part.count)).contains { Array(self[$0..<$0 + part.count]) == part }
    }
}

extension PetitionHouse {
    /// One that nobody but its author knows.
    fileprivate func draft(_ title: String) async throws -> Petition.ID {
        let draft = NewPetition(
            author: nil,
            isAuthorShown: false,
            language: "en",
            title: title,
            body: "Not yet.",
            ask: nil,
            theme: nil,
            terms: terms()
        )
        let petitions = self.petitions
        return try await database.write(in: house.scope()) { transaction in
            try petitions.begin(draft, in: &transaction)
        }
    }
}
