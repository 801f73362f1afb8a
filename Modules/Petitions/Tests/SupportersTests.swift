import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: where a space asks for first supporters, only whoever has the link finds the petition, their signatures
/// count, and it can be submitted once there are enough.
///
/// Method: a space that asks for two; forms of its author, the link, and signatures by the module's own action.
@Suite("First supporters of petitions")
struct SupportersTests {
    private static let mine = AuthorHouse.mine

    @Test("the link shows the petition to whoever has it; enough signatures let it be submitted")
    func gathering() async throws {
        try await AuthorHouse.run(settings: ["supporters": "2"]) { house in
            var ada = try await house.member()
            let id = try await house.draft(in: &ada)
            let one = "\(Self.mine)/\(id)"
            let check = try await ada.get("\(one)/check").text
            let gathers = try await ada.submit("\(one)/submission", [("mark", "2")])
            let link = try #require(Self.link(in: gathers.text))

            #expect(check.contains("Once 2 people have signed, you can submit your petition."))
            #expect(check.contains("Gather first supporters"))
            #expect(gathers.text.contains("0 of 2 signatures"))
            #expect(!gathers.text.contains("Submit the petition"))
            #expect(try await house.find(id)?.stage == .gathering)
            let seen = try await house.site.get(link)
            #expect(seen.status == 200)
            #expect(seen.text.contains("A bench for everyone."))
            #expect(seen.text.contains("/en/petitions/\(id)/signature?supporter="))
            #expect(seen.text.contains("noindex"))
            #expect(seen.field("Cache-Control") == "no-store")
            let guessed = try await house.site.get(String(link.dropLast()) + "!")
            #expect(guessed.status == 404)
            #expect(try await house.site.get("/en/petitions/\(id)").status == 404)

            let early = try await ada.post("\(one)/submission", [("mark", "0")])
            let secret = try #require(link.split(separator: "/").last.map(String.init))
            try await house.sign(id, 1, with: secret)
            try await house.sign(id, 2, with: secret)
            try await house.tell()
            let enough = try await ada.get(one).text
            let submitted = try await ada.submit("\(one)/submission", [("mark", "0")])
            let after = try await house.site.get(link)

            #expect(early.status == 409)
            #expect(early.text.contains("Your petition needs 2 first supporters"))
            #expect(enough.contains("2 of 2 signatures"))
            #expect(enough.contains("Submit the petition"))
            #expect(
                try await house.letters(to: "Ada").contains {
                    $0.flowing.contains("Enough people support your petition")
                }
            )
            #expect(submitted.text.contains("Your petition has been submitted"))
            #expect(try await house.find(id)?.stage == .submitted)
            #expect(after.status == 410)
            // So does whoever had the form open, or was at their provider meanwhile.
            let page = "/en/petitions/\(id)/signature?supporter=\(secret)"
            let form = try await house.site.get(page)
            let sent = try await house.site.post(
                "/en/petitions/\(id)/signatures",
                [("supporter", secret)]
            )
            for late in [form, sent] {
                #expect(late.status == 303)
                #expect(late.field("Location") == link)
            }
        }
    }

    @Test(
        "what moderation has hidden while it gathers is shown by no link, nor by what it leads to"
    )
    func hidden() async throws {
        try await AuthorHouse.run(settings: ["supporters": "1"]) { house in
            var ada = try await house.member()
            let id = try await house.draft(in: &ada)
            _ = try await ada.post("\(Self.mine)/\(id)/submission", [("mark", "2")])
            let secret = house.petitions.supportersSecret(of: id, in: house.scope())
            let receipt = try await house.trySigning(id, 1, with: secret).get()
            let paths = [
                "/en/petitions/supporters/\(id)/\(secret)",
                "/en/petitions/\(id)/signature?supporter=\(secret)",
                "/en/petitions/\(id)/thanks/\(receipt)",
            ]
            for path in paths {
                #expect(try await house.site.get(path).status == 200, "\(path)")
            }
            try await house.house.database.write(in: house.scope(), isolation: .lockedRows) {
                transaction in
                _ = try PetitionStore.lock(id, in: &transaction)
                try PetitionStore.setShown(false, id, in: &transaction)
            }

            for path in paths {
                #expect(try await house.site.get(path).status == 404, "\(path)")
            }
        }
    }

    @Test("without the secret nobody signs, and what is stored makes no link")
    func secret() async throws {
        try await AuthorHouse.run(settings: ["supporters": "1"]) { house in
            var ada = try await house.member()
            let id = try await house.draft(in: &ada)
            _ = try await ada.post("\(Self.mine)/\(id)/submission", [("mark", "2")])
            let petition = try #require(try await house.find(id))
            let secret = house.petitions.supportersSecret(of: id, in: house.scope())

            #expect(secret.utf8.count == 26)
            #expect(house.petitions.opens(petition, with: secret, in: house.scope()))
            let stored = Base32.encode(try #require(petition.supportersHash))
            #expect(!house.petitions.opens(petition, with: stored, in: house.scope()))
            #expect(!house.petitions.opens(petition, with: "", in: house.scope()))
            let outcome = try await house.trySigning(id, 1, with: "")
            #expect(outcome == .failure(.notFound))
            let other = try #require(Petition.ID(2))
            #expect(
                secret != house.petitions.supportersSecret(of: other, in: house.scope())
            )
        }
    }

    /// The address in the field from which it is copied, without the host.
    private static func link(in text: String) -> String? {
        guard let start = text.firstRange(of: "/en/petitions/supporters/") else { return nil }
        return String(text[start.lowerBound...].prefix { $0 != "\"" })
    }
}

extension AuthorHouse {
    /// Signs as a person of whom a provider proved that they are of age.
    func sign(_ id: Petition.ID, _ person: UInt8, with secret: String) async throws {
        _ = try await trySigning(id, person, with: secret).get()
    }

    func trySigning(
        _ id: Petition.ID,
        _ person: UInt8,
        with secret: String
    ) async throws -> Result<String, SignRefusal> {
        try await petitions.sign(
            Petitions.Signing(
                id: id,
                signer: .person(
                    AnonymousPerson(key: Array(repeating: person, count: 32), isAdult: true)
                ),
                supporter: secret,
                attempt: SendingAttempt(house.random),
                zone: .brussels,
                arrivedAt: house.clock.now
            ),
            in: scope(as: .visitor)
        )
    }
}
