import Kernel
import Search
import TestSupport
import Testing
import Text
import Web

@testable import Petitions

/// Goal: whoever comes to the list sees what can be signed, and finds what was decided about the rest.
///
/// Method: lists of a house with petitions in every state, and its pages over a socket.
@Suite("Lists of petitions")
struct PetitionListTests {
    @Test(
        "every petition that readers see stands under one filter, and under the one that shows all"
    )
    func filters() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("Open")
            try await ground.add("Paused", "pause")
            try await ground.add("Taken up", "take-up")
            try await ground.add("Decided", "take-up", "decide") {
                $0.decision = Petition.Decision(kind: "mission", day: 20_000, url: nil, texts: [:])
            }
            try await ground.add("Archived", "take-up", "stop")
            try await ground.add("Refused", "refuse") {
                $0.refusal = Petition.Refusal(reason: "duplicate", texts: [:], isTextHidden: false)
            }

            #expect(try await ground.ids(Browse()) == [2, 1])
            #expect(try await ground.ids(Browse(filter: .waiting)) == [3])
            #expect(try await ground.ids(Browse(filter: .answered)) == [4])
            #expect(try await ground.ids(Browse(filter: .archived)) == [5])
            #expect(try await ground.ids(Browse(filter: .refused)) == [6])
            #expect(try await ground.ids(Browse(filter: .closed)) == [])
            #expect(try await ground.ids(Browse(filter: .all)) == [6, 5, 4, 3, 2, 1])
            let counts = try await ground.found(Browse()).counts
            #expect(PetitionFilter.allCases.map { counts[$0] } == [2, 1, 1, 0, 1, 1, 6])
        }
    }

    @Test("what is over by the time stands among what is over, before any job has seen it")
    func time() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("Over", daysAgo: 300)
            try await ground.add("Open")

            #expect(try await ground.ids(Browse()) == [2])
            #expect(try await ground.ids(Browse(filter: .closed)) == [1])
            let counts = try await ground.found(Browse()).counts
            #expect(counts[.open] == 1 && counts[.closed] == 1 && counts[.all] == 2)
        }
    }

    @Test("each order puts first what it is called after")
    func orders() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("Old", threshold: 1000, daysAgo: 90)
            try await ground.add("Young", threshold: 1000, daysAgo: 10)
            try await ground.add("Waits", daysAgo: 50, "take-up")
            try await ground.add("Waits longer", daysAgo: 60, "take-up")
            try await ground.count(7, under: try #require(Petition.ID(1)))

            #expect(try await ground.ids(Browse(order: .newest)) == [2, 1])
            #expect(try await ground.ids(Browse(order: .mostSigned)) == [1, 2])
            #expect(try await ground.ids(Browse(order: .today)) == [1, 2])
            #expect(try await ground.ids(Browse(order: .closingSoon)) == [1, 2])
            let waiting = Browse(filter: .waiting, order: .waitingLongest)
            #expect(try await ground.ids(waiting) == [4, 3])
            let all = Browse(filter: .all, order: .waitingLongest)
            #expect(try await ground.ids(all) == [4, 3, 2, 1])
            let closing = Browse(filter: .all, order: .closingSoon)
            #expect(try await ground.ids(closing) == [1, 2, 3, 4])
        }
    }

    @Test(
        "whoever turns pages sees every petition once, forward and back",
        arguments: PetitionOrder.allCases.filter { $0 != .bestMatch }
    )
    func pages(order: PetitionOrder) async throws {
        try await PetitionGround.run { ground in
            // Several at one instant: then the number decides.
            for number in 0..<30 { try await ground.add("No. \(number)", daysAgo: number / 4) }
            for number in [3, 9, 14] {
                try await ground.count(number, under: try #require(Petition.ID(number)))
            }
            var browse = Browse(filter: .all, order: order)
            var seen: [Int] = []
            var last: ListPage<PetitionItem>?
            repeat {
                let page = try await ground.found(browse).page
                seen += page.items.map(\.id.number)
                browse.cursor = page.next
                last = page
            } while browse.cursor != nil

            #expect(seen.count == 30 && Set(seen) == Set(1...30))
            browse.cursor = try #require(last?.previous)
            let before = try await ground.ids(browse)
            #expect(before == Array(seen[12..<24]))
        }
    }

    @Test("a search finds a title before a text, and nothing that readers do not see")
    func search() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("Trains at night", body: "More of them.")
            try await ground.add("Quiet streets", body: "Fewer trains at night.")
            try await ground.add("Trains of shame", "refuse") {
                $0.refusal = Petition.Refusal(reason: "offence", texts: [:], isTextHidden: true)
            }

            let found = try await ground.found(Browse(words: "trains", filter: .all))
            #expect(found.page.items.map(\.id.number) == [1, 2])
            #expect(found.counts[.all] == 2 && found.counts[.open] == 2)
            let mended = try await ground.found(Browse(words: "trians", filter: .all))
            #expect(mended.page.items.count == 2)
            #expect(mended.substitutes.map(\.typed) == ["trians"])
        }
    }

    @Test("a theme narrows a list, its counts and its search")
    func themes() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("One", theme: "health")
            try await ground.add("Two", theme: "work")
            try await ground.add("Three", theme: "work")

            let work = try await ground.found(Browse(), theme: "work")
            #expect(work.page.items.map(\.id.number) == [3, 2])
            #expect(work.counts[.all] == 2)
            #expect(work.themes.map(\.key) == ["work", "health"])
            #expect(work.themes.map(\.count) == [2, 1])
            let searched = try await ground.ids(
                Browse(words: "three", filter: .all),
                theme: "health"
            )
            #expect(searched == [])
            try await ground.serve { pages in
                let list = try await pages.get("/en/petitions?theme=work").text
                #expect(list.contains("name=\"theme\" value=\"work\""))
                #expect(list.contains("Three") && !list.contains(">One<"))
                #expect(list.contains("/en/petitions?theme=work&amp;state=all"))
            }
        }
    }

    @Test("the first page has what can be signed; an empty list leads to what there is")
    func index() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("Answered", "take-up", "decide") {
                $0.decision = Petition.Decision(kind: "debate", day: 20_000, url: nil, texts: [:])
            }
            try await ground.serve { pages in
                let list = try await pages.get("/en/petitions")
                #expect(list.status == 200)
                #expect(list.text.contains("No petition is open at the moment"))
                #expect(list.text.contains("Look in all petitions: 1"))
                let other = try await pages.get("/en/petitions", tenant: "other").text
                #expect(other.contains("Petitions will appear here"))
                let answered = try await pages.get("/fr/petitions?state=answered").text
                #expect(answered.contains("Answered</a>"))
                #expect(answered.contains("<title>Pétitions\u{A0}: Avec réponse"))
            }
        }
    }

    @Test("a home page shows what can be signed, what is near, what waits and what was answered")
    func home() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("Just begun")
            try await ground.add("Nearly there", signatures: 60)
            try await ground.add("Patient", "take-up")
            try await ground.add("Done", "take-up", "decide") {
                $0.decision = Petition.Decision(kind: "debate", day: 20_000, url: nil, texts: [:])
            }
            try await ground.serve { pages in
                let home = try await pages.get("/en/").text
                let order = [
                    "id=\"field-q\"", "Just begun", "More than half way",
                    "Waiting for an answer</h2>",
                    "Patient", "Answered</h2>", "Done",
                ]
                let places = order.compactMap { home.firstRange(of: $0)?.lowerBound }
                #expect(places.count == order.count && places == places.sorted())
            }
        }
    }
}
