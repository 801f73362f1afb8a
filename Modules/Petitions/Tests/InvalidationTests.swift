import Accounts
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing
import Web

@testable import Petitions

/// Goal: signatures that came in a stream are left out only when two people agree, everybody reads why, every number
/// agrees at each moment, and it can be undone.
///
/// Method: a crowd from two networks; the audit of the ledger, events and stages after each act.
@Suite("Signatures of petitions that are left out")
struct InvalidationTests {
    @Test(
        "one proposes, another agrees: the count falls below the threshold, and an undo brings it back"
    )
    func agreed() async throws {
        try await PetitionHouse.run { house in
            let id = try await Self.crowd(in: house)
            let (rosa, ada) = (house.member(), house.member())
            let number = try await Self.propose(id, by: rosa, in: house).get()

            #expect(number == 1)
            let proposed = try #require(try await Self.all(id, in: house).first)
            #expect(proposed.state == .proposed && proposed.count == 5)
            #expect(proposed.anomalies == [1])
            #expect(try await house.find(id).signatures == 8)
            #expect(try await house.find(id).stage == .reached)
            let own = try await Self.approve(id, by: rosa, in: house)
            #expect(own == .failure(.own))

            try await Self.approve(id, by: ada, in: house).get()
            #expect(try await house.find(id).signatures == 3)
            #expect(try await house.find(id).stage == .collecting)
            #expect(try await house.audit(id).adjustment == -5)
            #expect(
                try await house.events(id) == ["publish", "reach", "fall-back", "correction"]
            )
            #expect(try await Self.approve(id, by: ada, in: house) == .failure(.changedMeanwhile))

            try await house.petitions.undo(
                1,
                of: id,
                reasons: ["en": "They were people."],
                in: house.scope(of: rosa),
                zone: .brussels
            ).get()
            #expect(try await house.find(id).signatures == 8)
            #expect(try await house.find(id).stage == .reached)
            #expect(try await house.audit(id).adjustment == 0)
            #expect(try await Self.all(id, in: house).first?.state == .undone)
        }
    }

    @Test("who takes back a signature that was left out changes no public number")
    func withdrawn() async throws {
        try await PetitionHouse.run { house in
            let id = try await Self.crowd(in: house)
            _ = try await Self.propose(id, by: house.member(), in: house).get()
            try await Self.approve(id, by: house.member(), in: house).get()

            #expect(try await house.withdraw(id, 0) == .withdrawn)

            #expect(try await house.find(id).signatures == 3)
            #expect(try await house.audit(id).counter == 7)
        }
    }

    @Test("nobody learns by the domain of an email whether one person has signed")
    func ownDomain() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            let scope = house.house.scope()
            let own = house.petitions.domainHash("ada.example", of: id, in: scope)
            let many = house.petitions.domainHash("stream.example", of: id, in: scope)
            let traces = (0..<UInt8(Limits.petitionDomainLeast + 1)).map { number in
                SignatureTraces.Trace(
                    petition: id,
                    key: Array(repeating: number, count: 16),
                    network: Array(repeating: 9, count: 16),
                    domain: number == 0 ? own : many,
                    at: scope.now
                )
            }
            try await house.petitions.write(traces, in: scope)
            let later = scope.now.adding(.milliseconds(1))
            let found = try await house.database.read(in: scope) { transaction in
                let counts = try [own, many].map { source in
                    let rule = InvalidationRule(
                        kind: .domain,
                        source: source,
                        from: scope.now,
                        until: later
                    )
                    return try PetitionStore.count(rule, of: id, in: &transaction)
                }
                let listed = try PetitionStore.domains(of: id, in: &transaction)
                return (counts, listed.map(\.source))
            }

            #expect(found.0 == [0, Limits.petitionDomainLeast])
            #expect(found.1 == [many])
        }
    }

    @Test("a proposal that is rejected moves nothing, and one that finds nothing is none")
    func rejected() async throws {
        try await PetitionHouse.run { house in
            let id = try await Self.crowd(in: house)
            let rosa = house.member()
            let nothing = try await Self.propose(id, from: 9, by: rosa, in: house)
            _ = try await Self.propose(id, by: rosa, in: house).get()
            try await house.petitions.reject(1, of: id, in: house.scope(of: rosa)).get()

            #expect(nothing == .failure(.notFound))
            #expect(try await Self.all(id, in: house).map(\.state) == [.rejected])
            #expect(try await house.find(id).signatures == 8)
            #expect(
                try await Self.approve(id, by: house.member(), in: house)
                    == .failure(.changedMeanwhile)
            )
            _ = try await house.audit(id)
        }
    }

    @Test(
        "the page names networks by numbers alone, shows what would change, and asks for a reason"
    )
    func pages() async throws {
        try await PetitionHouse.run { house in
            let id = try await Self.crowd(in: house)
            try await house.serve { pages in
                var rosa = try await house.staff(at: pages)
                var ada = try await house.staff(at: pages, "Ada")
                let path = "\(PetitionHouse.desk)/\(id)/invalidations"
                let list = try await rosa.get(path).text
                let start = try #require(list.firstRange(of: "?kind=network"))
                let query = list[start.lowerBound...].prefix { $0 != "\"" }
                let look = query.split(separator: "&amp;").joined(separator: "&")
                let preview = try await rosa.get(path + look).text

                #expect(list.contains("Network 1") && list.contains("Network 2"))
                #expect(!list.contains("192.0.2"))
                #expect(preview.contains("Counted afterwards"))
                #expect(preview.contains("It would fall below the threshold of 6 signatures"))
                let fields = look.dropFirst().split(separator: "&").map { pair in
                    let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                    return (parts[0], parts.count > 1 ? parts[1] : "")
                }
                let bare = try await rosa.post(path, fields)
                let sent = try await rosa.submit(
                    path,
                    fields + [("reason-en", "One machine signed."), ("reason-fr", "")]
                )
                #expect(bare.status == 422 && bare.text.contains("Enter a text"))
                #expect(sent.text.contains("A second person can now decide"))
                #expect(try await rosa.post("\(path)/1/approvals").status == 422)
                let agreed = try await ada.submit("\(path)/1/approvals")
                #expect(agreed.text.contains("These signatures are no longer counted"))
                #expect(try await house.find(id).signatures == 3)
                let undoing = try await ada.submit(
                    "\(path)/1/undoing",
                    [("reason-en", "A school signed."), ("reason-fr", "")]
                )
                #expect(undoing.text.contains("These signatures are counted again"))
                #expect(try await house.find(id).signatures == 8)
            }
        }
    }

    /// Five people of one network and three of another, with a threshold of six.
    private static func crowd(in house: PetitionHouse) async throws -> Petition.ID {
        let id = try await house.publish(threshold: 6)
        for number in 0..<8 { try await house.sign(id, number, from: number < 5 ? 1 : 2) }
        return id
    }

    private static func propose(
        _ id: Petition.ID,
        from network: UInt8 = 1,
        by member: Member.ID,
        in house: PetitionHouse
    ) async throws -> Result<Int, Petitions.OfficeRefusal> {
        let scope = house.scope(of: member)
        try await house.petitions.writeTraces(in: scope)
        let hash = house.petitions.networkHash([192, 0, 2, network], of: id, in: scope)
        return try await house.petitions.propose(
            InvalidationRule(
                kind: .network,
                source: try #require(hash),
                from: scope.now.adding(.seconds(-3600)),
                until: scope.now.adding(.seconds(1))
            ),
            stream: nil,
            on: id,
            reasons: ["en": "One machine signed."],
            in: scope,
            zone: .brussels
        )
    }

    private static func approve(
        _ id: Petition.ID,
        by member: Member.ID,
        in house: PetitionHouse
    ) async throws -> Result<Void, Petitions.DecisionRefusal> {
        try await house.petitions.approve(
            1,
            of: id,
            in: house.scope(of: member),
            zone: .brussels
        )
    }

    private static func all(
        _ id: Petition.ID,
        in house: PetitionHouse
    ) async throws -> [PetitionInvalidation] {
        try await house.database.read(in: house.house.scope()) {
            try PetitionInvalidationStore.all(of: id, in: &$0)
        }
    }
}

/// Whether both are the same answer.
private func == (
    one: Result<Void, Petitions.DecisionRefusal>,
    other: Result<Void, Petitions.DecisionRefusal>
) -> Bool {
    switch (one, other) {
    case (.success, .success): true
    case (.failure(let first), .failure(let second)): first == second
    default: false
    }
}
