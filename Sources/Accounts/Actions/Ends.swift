import Kernel
import Storage
import Web

/// What stood on an account as it was, and ends when that changes.
extension Accounts {
    /// Ends every session of a member but one, and every link and step that was begun before.
    ///
    /// Whatever ends sessions goes through here, so that no letter in an old mailbox, no page between
    /// password and code and no browser that was once known outlives its ground.
    func endEverything(
        of member: Member.ID,
        except kept: [UInt8] = [],
        in transaction: inout Transaction
    ) throws {
        try SessionStore.deleteAll(of: member, except: kept, in: &transaction)
        try MemberStore.advanceEpoch(of: member, in: &transaction)
    }

    /// The same in the browser of the owner, which stays known.
    func endEverythingElse(
        of context: MemberContext,
        from visit: SignInVisit,
        in transaction: inout Transaction
    ) throws {
        try endEverything(of: context.member.id, except: context.session.key, in: &transaction)
        guard let browser = visit.browser else { return }
        let account = try current(context, in: &transaction)
        try remember(browser, of: account, in: &transaction)
    }
}
