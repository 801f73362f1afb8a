import FoundationEssentials
import Kernel
import Spaces
import TestSupport
import Testing
import Vault
import Web

@testable import Initiatives

/// Statements as browsers send them, from networks of which nobody else is.
struct PricedCrowd: Sendable {
    static let path = "/en/initiatives/2026-000001/statements"
    static let attempt = Data(repeating: 9, count: 16).base64EncodedString()

    let site: InitiativeHouse
    let pages: TestSite

    /// Serves a site where each network has so many statements for nothing; networks are what
    /// `X-Forwarded-For` says.
    static func run(
        free: Int,
        intakeRuns: Bool = true,
        holding: String = "yes",
        _ body: (PricedCrowd) async throws -> Void
    ) async throws {
        let budget = NetworkBudget.Terms(free: free)
        try await InitiativeHouse.run(budget: budget, intakeRuns: intakeRuns) { site in
            var change = SpaceChange()
            change.settings = ["hold-streams": holding]
            _ = try await site.house.tenants.edit(.first, change, in: site.house.scope()).get()
            var options = TestSite.Options()
            options.trustedProxies = ["127.0.0.1", "::1"].compactMap { Network($0) }
            try await site.serve(options: options) { pages in
                try await body(PricedCrowd(site: site, pages: pages))
            }
        }
    }

    /// A sealed statement of an invented person, as sealed by no form: random bytes of its length.
    func sealed(
        _ person: String,
        state: String = "EE",
        attempt: String? = nil,
        bytes: Int = 256
    ) throws -> [(String, String)] {
        let key = try #require(site.authorities[state]?.publicKey)
        let keyID = try #require(Hexadecimal.decode(key.id.description))
        let content = [UInt8](repeating: 0x2E, count: 32 + bytes + 16)
        let form = [
            ("state", state), ("form", Statement.form),
            ("sealed", Data([1] + keyID + content).base64EncodedString()),
            ("identity", IdentityDigest(of: person).hexadecimal),
        ]
        return form + (attempt.map { [("attempt", $0)] } ?? [])
    }

    func send(
        _ form: [(String, String)],
        from network: String,
        prefersMinimal: Bool = true
    ) async throws -> HTTPAnswer {
        let fields = [("X-Forwarded-For", network), ("Sec-Fetch-Site", "same-origin")]
        let prefer = prefersMinimal ? [("Prefer", "return=minimal")] : []
        return try await pages.post(Self.path, form, fields: fields + prefer)
    }

    /// What a sending would cost now, with the work done; empty when it costs nothing.
    func payment(
        _ attempt: String,
        from network: String,
        about id: String = "2026-000001",
        doing isDone: Bool = true
    ) async throws -> [(String, String)] {
        let bytes = try #require(SendingAttempt(attempt)).bytes
        let name = Hexadecimal.encode(PriceKey.name(of: bytes))
        let answer = try await pages.get(
            "/en/initiatives/\(id)/challenge?sending=\(name)",
            fields: [("X-Forwarded-For", network)]
        )
        #expect(answer.status == 200 && answer.field("Cache-Control") == "no-store")
        let asked = try JSONDecoder().decode(Asked.self, from: Data(answer.body))
        guard let challenge = asked.challenge, let bits = asked.bits else { return [] }
        let seed = try #require(challenge.split(separator: ".").last.flatMap(Hexadecimal.decode))
        let work = ProofOfWork(seed: seed, bits: bits)
        return [("challenge", challenge), ("work", isDone ? Self.do(work) : "0.0.0.0.0.0.0.0")]
    }

    /// What a page gives to whoever has waited, as if they had.
    func turn(_ attempt: String) throws -> String {
        let now = site.house.clock.now
        let id = try #require(Initiative.ID("2026-000001"))
        let key = PriceKey(
            tenant: .eci,
            item: site.house.scope().subject(of: id),
            vault: site.house.host.vault
        )
        let bytes = try #require(SendingAttempt(attempt)).bytes
        let name = PriceKey.name(of: bytes)
        return key.turn(for: name, from: now, until: now.adding(.seconds(60))).text
    }

    private struct Asked: Decodable {
        let challenge: String?
        let bits: Int?
    }

    /// As a browser does it.
    private static func `do`(_ work: ProofOfWork) -> String {
        (0..<Limits.workParts).map { part in
            String((0...UInt32.max).first { work.holds($0, part: part) } ?? 0)
        }.joined(separator: ".")
    }

    /// The fields of the form of a page that asks to send it again.
    static func fields(of answer: HTTPAnswer) -> [(String, String)] {
        let fields = answer.text.split(separator: "<input type=\"hidden\" name=\"").dropFirst()
        return fields.map { field in
            let parts = field.split(separator: "\"", maxSplits: 3, omittingEmptySubsequences: false)
            let value = parts.count > 2 ? String(parts[2]) : ""
            return (String(parts[0]), value.replacing("&#39;", with: "'"))
        }
    }
}

extension SendingAttempt {
    /// Those of the n-th sending of a test.
    static func number(_ number: Int) -> String {
        let bytes = (0..<16).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 4))) }
        return Data(bytes).base64EncodedString()
    }
}
