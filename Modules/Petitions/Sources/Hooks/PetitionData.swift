import Kernel
import Ledger
import Spaces
import Storage
import Vault

/// What is kept of members in the petitions of a space: as authors, and as staff.
///
/// Whoever signs is no member to a petition: there is nothing of signatures to be found or forgotten.
enum PetitionData {
    static func collect(
        _ member: Member.ID,
        opening box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> [(name: String, json: [UInt8])] {
        try Petitions.collectAuthored(member, in: &transaction)
            + Petitions.collectOffice(member, opening: box, in: &transaction)
    }

    static func erase(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws {
        try Petitions.eraseAuthored(member, in: &transaction)
        try Petitions.eraseOffice(member, in: &transaction)
        // What they decided about signatures stands in the ledger too.
        try LedgerStore.forgetDecider(member, in: &transaction)
    }
}
