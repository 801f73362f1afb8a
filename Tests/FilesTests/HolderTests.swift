import Accounts
import Crypto
import Kernel
import Storage
import TestSupport
import Testing
import Vault

@testable import Files

/// Goal: a row of a file that waits names nobody, to whoever has the table and not the secret.
///
/// Method: the column, and everything that could be tried against it.
@Suite("Holders of files")
struct HolderTests {
    @Test(
        "whose a file is can be told with the secret of the installation alone, and per institution"
    )
    func keyed() async throws {
        try await ShelfHouse.run { house in
            let member = Actor.member(try #require(Member.ID("00000000000000000000000001")))
            let uploads = house.uploads
            let other = Uploads(
                database: house.house.database,
                vault: Vault(secret: Array(repeating: 8, count: 32), random: .system),
                program: DocumentProgram(),
                clock: house.house.clock.clock,
                random: .system,
                logger: house.house.logger
            )

            let holders = [
                uploads.holder(member, of: .eci), uploads.holder(member, of: .other),
                other.holder(member, of: .eci), uploads.holder(.operatorOfServer, of: .eci),
                Array(SHA256.hash(data: Array("member/00000000000000000000000001".utf8))),
            ]

            #expect(Set(holders).count == holders.count)
            #expect(uploads.holder(member, of: .eci) == uploads.holder(member, of: .eci))
            #expect(uploads.holder(.visitor, of: .eci) == nil)
        }
    }

    @Test("somebody without an account has files that wait, and never those of somebody else")
    func anonymous() async throws {
        try await ShelfHouse.run { house in
            let people = [[1], [1, 2], [12]].map { (key: [UInt8]) in
                Actor.anonymous(AnonymousPerson(key: key, isAdult: nil))
            }

            let holders = people.map { house.uploads.holder($0, of: .eci) }

            #expect(Set(holders).count == people.count && !holders.contains(nil))
        }
    }
}
