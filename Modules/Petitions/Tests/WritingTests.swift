import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: whoever is of age writes a petition step by step, and nothing that they typed is lost.
///
/// Method: forms sent to a live site by browsers of members, and the rows behind them.
@Suite("Petitions that are written")
struct WritingTests {
    private static let mine = AuthorHouse.mine

    @Test(
        "an author writes in steps, each of which is saved, and reads all of it before sending it in"
    )
    func steps() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let first = try await ada.get("\(Self.mine)/title").text
            let made = try await ada.submit(Self.mine, [("title", " More  benches\n in parks ")])
            let one = "\(Self.mine)/1"
            let body =
                "**Now**: see [our site](https://example.org) ![map](https://example.org/a.png)"
            let later = try await ada.submit(
                "\(one)/text",
                [("body", body), ("mark", "0"), ("go", "later")]
            )
            let without = try await ada.get("\(one)/check").text
            let asked = try await ada.send(
                "\(one)/request",
                MultipartText.encode(
                    [
                        ("ask", "law"), ("theme", "environment"), ("shown", "yes"), ("mark", "1"),
                        ("go", "on"),
                    ],
                    []
                )
            )
            let check = try await ada.get("\(one)/check").text

            #expect(first.contains("What is your petition called?"))
            #expect(first.contains("People can sign it for 6 months."))
            #expect(made.text.contains("We have found no petition that is about the same thing."))
            #expect(later.text.contains("What you wrote has been saved"))
            #expect(later.text.contains("More benches in parks"))
            #expect(without.contains("Something is still missing"))
            #expect(without.contains("\(one)/request"))
            #expect(!without.contains("Submit the petition"))
            #expect(asked.field("Location") == "\(one)/check")
            #expect(check.contains("<strong>Now</strong>: see our site map"))
            #expect(!check.contains("href=\"https://example.org"))
            #expect(!check.contains("a.png"))
            #expect(check.contains("<bdi>Ada</bdi>"))
            #expect(check.contains("Submit the petition"))
            let written = try #require(Petition.ID(1))
            let found = try await house.find(written)
            let petition = try #require(found)
            #expect(petition.title == "More benches in parks")
            #expect(petition.body == body)
            #expect([petition.ask, petition.theme] == ["law", "environment"])
            #expect(petition.isAuthorShown)
            #expect(petition.mark == 2)
        }
    }

    @Test("who is not known to be of age hears why, keeps what was typed, and stores nothing")
    func underAge() async throws {
        try await AuthorHouse.run { house in
            var leo = try await house.member("Leo", isAdult: false)

            let asked = try await leo.get("\(Self.mine)/title")
            let sent = try await leo.post(Self.mine, [("title", "Lower the voting age")])

            #expect(asked.status == 403)
            #expect(asked.text.contains("Prove that you are of full age"))
            #expect(asked.text.contains("/en/account/providers?next="))
            #expect(sent.status == 403)
            #expect(sent.text.contains("Lower the voting age"))
            #expect(try await house.find(try #require(Petition.ID(1))) == nil)
        }
    }

    @Test("a draft in two tabs: the second is told, sees both texts, and may replace the first")
    func twoTabs() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            _ = try await ada.post(Self.mine, [("title", "More benches")])
            let path = "\(Self.mine)/1/text"
            let first = try await ada.post(path, [("body", "Of wood."), ("mark", "0")])
            let second = try await ada.post(path, [("body", "Of stone."), ("mark", "0")])
            let id = try #require(Petition.ID(1))
            let between = try await house.find(id)?.body
            let again = try await ada.post(path, [("body", "Of stone."), ("mark", "1")])

            #expect(first.status == 303)
            #expect(second.status == 409)
            #expect(second.text.contains("Your petition has changed since you opened this page"))
            #expect(second.text.contains("Of stone.</textarea>"))
            #expect(second.text.contains("<p>Of wood.</p>"))
            #expect(second.value(ofField: "mark") == "1")
            #expect(between == "Of wood.")
            #expect(again.status == 303)
            #expect(try await house.find(id)?.body == "Of stone.")
        }
    }

    @Test("the form of a title sent twice begins one draft; twenty are under way at once")
    func twice() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let one = try await ada.post(Self.mine, [("title", "Benches")])
            let same = try await ada.post(Self.mine, [("title", "Benches")])
            for number in 2...Limits.petitionsPerAuthor {
                _ = try await ada.post(Self.mine, [("title", "Benches \(number)")])
            }
            let more = try await ada.post(Self.mine, [("title", "Trees")])

            #expect(one.field("Location") == same.field("Location"))
            #expect(more.status == 409)
            #expect(more.text.contains("You have too many petitions under way"))
            #expect(more.text.contains("Trees"))
        }
    }

    @Test(
        "titles of every script are taken as they are, and what nobody sees is left out",
        arguments: [
            (String(repeating: "👨‍👩‍👧‍👦", count: 150), 303, String(repeating: "👨‍👩‍👧‍👦", count: 150)),
            (String(repeating: "👨‍👩‍👧‍👦", count: 151), 422, ""),
            ("مقاعد أكثر في الحدائق", 303, "مقاعد أكثر في الحدائق"),
            ("Benches\u{202E}\u{200B} now", 303, "Benches now"),
            ("=1+1", 303, "=1+1"),
            ("\u{200B}\u{2060}", 422, ""),
            ("", 422, ""),
        ] as [(String, Int, String)]
    )
    func titles(title: String, status: Int, stored: String) async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()

            let answer = try await ada.post(Self.mine, [("title", title)])

            #expect(answer.status == status)
            let petition = try await house.find(try #require(Petition.ID(1)))
            #expect(petition?.title == (status == 303 ? stored : nil))
        }
    }

    @Test("a text of 10,000 characters is taken, and one more comes back whole")
    func longText() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            _ = try await ada.post(Self.mine, [("title", "More benches")])
            let path = "\(Self.mine)/1/text"
            let most = String(repeating: "é", count: Limits.petitionBodyCharacters)

            let long = try await ada.post(path, [("body", most + "é"), ("mark", "0")])
            let none = try await ada.post(path, [("body", " \n "), ("mark", "0")])
            let fine = try await ada.post(path, [("body", most), ("mark", "0")])

            #expect(long.status == 422)
            #expect(long.text.contains("Enter 10,000 characters or fewer"))
            #expect(long.text.contains(most + "é"))
            #expect(none.status == 422)
            #expect(none.text.contains("Enter the text of your petition"))
            #expect(fine.status == 303)
        }
    }

    @Test("what was written about the same is shown on the next step, and to a script")
    func similar() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let known = try await house.submitted("More benches in city parks", in: &ada)
            try await house.take("publish", on: known)
            var bob = try await house.member("Bob")

            let step = try await bob.submit(Self.mine, [("title", "New benches for parks")])
            let typed = try await bob.get("\(Self.mine)/similar?title=New%20benches%20for%20parks")
            let other = try await bob.get("\(Self.mine)/similar?title=Clean%20rivers%20everywhere")

            #expect(step.text.contains("These petitions may be about the same thing."))
            #expect(step.text.contains("href=\"/en/petitions/\(known)\""))
            #expect(typed.text.contains("More benches in city parks"))
            #expect(!typed.text.contains("<html"))
            #expect(other.text.isEmpty)
        }
    }

    @Test("nobody but its author finds a draft, and whoever deletes it leaves nothing")
    func own() async throws {
        try await AuthorHouse.run { house in
            var ada = try await house.member()
            let id = try await house.draft(in: &ada)
            var bob = try await house.member("Bob")
            let one = "\(Self.mine)/\(id)"

            for path in [one, "\(one)/text", "\(one)/check", "\(one)/removal"] {
                #expect(try await bob.get(path).status == 404, "\(path)")
            }
            #expect(try await bob.post("\(one)/submission", [("mark", "2")]).status == 404)
            #expect(try await house.site.get("/en/petitions/\(id)").status == 404)
            let early = try await ada.post("\(one)/removal", [("mark", "1")])
            let gone = try await ada.submit("\(one)/removal", [("mark", "2")])
            #expect(early.status == 409)
            #expect(gone.text.contains("The draft has been deleted"))
            #expect(try await house.find(id) == nil)
        }
    }
}
