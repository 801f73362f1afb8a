import Accounts
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: an author submits a petition, corrects what was sent back, and takes it back; each step has its date, its
/// deadline, its reason and its email.
///
/// Method: forms of members, steps of staff, and the emails that come of them.
@Suite("Petitions that are submitted")
struct SubmittingTests {
    private static let mine = AuthorHouse.mine

    @Test(
        "a petition is submitted: its author gets a receipt with the deadline, and staff hear of it"
    )
    func submitted() async throws {
        try await AuthorHouse.run { house in
            _ = try await house.house.staff(.init(role: .organiser), at: house.site)
            var ada = try await house.member()
            let id = try await house.draft(in: &ada)

            let sent = try await ada.submit("\(Self.mine)/\(id)/submission", [("mark", "2")])
            let again = try await ada.post("\(Self.mine)/\(id)/submission", [("mark", "2")])
            try await house.tell()

            #expect(sent.text.contains("Your petition has been submitted"))
            #expect(sent.text.contains("We are checking whether your petition can be published."))
            #expect(again.status == 409)
            let petition = try #require(try await house.find(id))
            #expect(petition.stage == .submitted)
            let now = house.house.clock.now
            #expect(petition.submittedAt == now)
            #expect(petition.dueAt == PetitionTerms.days(15, from: now))
            let receipt = try #require(try await house.letters(to: "Ada").last)
            #expect(receipt.subject == "Your petition: More benches in parks")
            #expect(receipt.flowing.contains("We have received your petition"))
            #expect(receipt.flowing.contains("We will have decided by"))
            #expect(receipt.links.first?.hasSuffix("/en/petitions/mine/\(id)") == true)
            let staff = try #require(try await house.letters(to: "Rosa").last)
            #expect(staff.flowing.contains("was submitted."))
            #expect(
                staff.links == ["http://eci.localhost/en/admin/spaces/1/petitions/\(id)"]
            )
        }
    }

    @Test("what is sent back says what to change and until when; what it said before is kept once")
    func corrected() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.submitted(in: &ada)
            let one = "\(Self.mine)/\(id)"
            try await house.take("send-back", on: id, saying: "Say who pays.")
            try await house.tell()
            let mark = try #require(try await house.find(id)).mark

            let own = try await ada.get(one).text
            let letter = try #require(try await house.letters(to: "Ada").last)
            let text = [("body", "The city pays."), ("mark", String(mark))]
            let changed = try await ada.post("\(one)/text", text)
            let more = [("body", "The city pays half."), ("mark", String(mark + 1))]
            let twice = try await ada.post("\(one)/text", more)
            let sent = try await ada.submit("\(one)/submission", [("mark", String(mark + 2))])

            #expect(own.contains("Say who pays."))
            #expect(own.contains("Correct your petition"))
            #expect(letter.flowing.contains("Read what we ask you to change, and until when."))
            #expect(letter.links == ["http://eci.localhost/en/petitions/mine/\(id)"])
            #expect(changed.status == 303 && twice.status == 303)
            #expect(sent.text.contains("Your petition has been submitted"))
            let (versions, events) = try await house.history(of: id)
            #expect(versions.map(\.body) == ["A bench for everyone."])
            #expect(
                events.map { $0.step ?? $0.kind.rawValue } == [
                    "submit", "send-back", "text", "submit-again",
                ]
            )
            #expect(try await house.find(id)?.stage == .submitted)
        }
    }

    @Test("a petition that is on its way is not written, whatever tab is still open")
    func onItsWay() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.submitted(in: &ada)
            let one = "\(Self.mine)/\(id)"

            let page = try await ada.get("\(one)/text")
            let late = try await ada.post("\(one)/text", [("body", "Of gold."), ("mark", "3")])

            #expect(page.field("Location") == one)
            #expect(late.status == 409)
            #expect(late.text.contains("This is no longer possible"))
            #expect(late.text.contains("Of gold.</textarea>"))
            #expect(try await house.find(id)?.body == "A bench for everyone.")
        }
    }

    @Test("nothing is begun or submitted while the space is not open, and a draft stays")
    func closed() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.draft(in: &ada)
            let terms = PetitionTerms(SettingValues(), zone: .brussels)
            let author = try await house.id(of: ada)

            let outcome = try await house.petitions.submit(
                id,
                expecting: 2,
                isOpen: false,
                terms: terms,
                receipt: AuthorReceipt(address: "https://example.org/"),
                in: house.scope(as: .member(author))
            )

            #expect(outcome == .failure(.closed))
            #expect(try await house.find(id)?.stage == .draft)
            #expect(try await house.letters(to: "Ada").isEmpty)
        }
    }

    @Test(
        "an author takes a published petition back: nobody signs it any more, and its page says so"
    )
    func withdrawn() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.submitted(in: &ada)
            try await house.take("publish", on: id)
            let one = "\(Self.mine)/\(id)"

            let question = try await ada.get("\(one)/withdrawal").text
            let stale = try await ada.post("\(one)/withdrawal", [("stage", "submitted")])
            let done = try await ada.submit("\(one)/withdrawal", [("stage", "collecting")])
            let twice = try await ada.post("\(one)/withdrawal", [("stage", "withdrawn")])

            #expect(question.contains("Its page stays, and says that you withdrew it."))
            #expect(stale.status == 409)
            #expect(done.text.contains("Your petition has been withdrawn"))
            #expect(twice.status == 409)
            let petition = try #require(try await house.find(id))
            #expect(petition.stage == .withdrawn && petition.isPublic)
            let item = house.scope().subject(of: id)
            let closesAt = try await house.house.database.read(in: house.scope()) { transaction in
                try LedgerStore.item(item, in: &transaction)?.closesAt
            }
            #expect(closesAt == house.house.clock.now)
            let receipt = try await house.letters(to: "Ada").last
            #expect(receipt?.flowing.contains("You withdrew your petition") == true)
        }
    }

    @Test("a petition is over when its time has come, and is not taken back any more")
    func over() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.submitted(in: &ada)
            try await house.take("publish", on: id)
            let author = try await house.id(of: ada)
            let end = try #require(try await house.find(id)?.closesAt)
            let scope = Scope(tenant: .eci, space: .first, actor: .member(author), now: end)

            let outcome = try await house.petitions.withdraw(
                id,
                expecting: .collecting,
                receipt: AuthorReceipt(address: "https://example.org/"),
                in: scope
            )

            #expect(outcome == .failure(.notNow))
        }
    }
}

extension AuthorHouse {
    /// What a petition said before, and what happened to it.
    func history(
        of id: Petition.ID
    ) async throws -> (versions: [PetitionVersion], events: [PetitionEvent]) {
        try await house.database.read(in: scope()) { transaction in
            (
                versions: try PetitionVersionStore.all(of: id, in: &transaction),
                events: try PetitionEventStore.all(of: id, publicOnly: false, in: &transaction)
            )
        }
    }
}
