import Files
import Kernel
import Storage

/// The room of results: nobody fills that of others, and what is removed is gone whole.
extension WorkQueue {
    /// Of one member so many results are kept at most: the oldest make way for what is queued now.
    ///
    /// How many bytes they take is bounded where a file is kept: ``makeRoom(for:of:in:)``.
    static func forgetOldest(of owner: Member.ID, in transaction: inout Transaction) throws {
        let over = try WorkStore.all(of: owner, in: &transaction)
            .filter { $0.state != .waiting }.dropFirst(Limits.workKept - 1)
        try remove(Array(over), in: &transaction)
    }

    /// Makes room for a file of so many bytes in the space of the transaction: results of its owner, and
    /// results of everybody, take a share of what the space may; the oldest make way.
    ///
    /// Throws `FileRefusal.noRoom` when that is not enough.
    static func makeRoom(
        for bytes: Int,
        of owner: Member.ID,
        in transaction: inout Transaction
    ) throws {
        let share = try Uploads.usage(in: &transaction).quota / Limits.workShare
        let own = min(Limits.workBytesPerMember, share)
        guard bytes <= own else { throw FileRefusal.noRoom }
        try makeWay(downTo: own - bytes, of: owner, in: &transaction)
        try makeWay(downTo: share - bytes, of: nil, in: &transaction)
        let usage = try Uploads.usage(in: &transaction)
        guard usage.bytes + bytes <= usage.quota else { throw FileRefusal.noRoom }
    }

    /// Removes the oldest results until the others take no more than that.
    private static func makeWay(
        downTo bound: Int,
        of owner: Member.ID?,
        in transaction: inout Transaction
    ) throws {
        while try WorkStore.resultBytes(of: owner, in: &transaction) > bound {
            guard let oldest = try WorkStore.oldestResult(of: owner, in: &transaction) else {
                return
            }
            try remove(oldest, in: &transaction)
        }
    }

    /// Several together.
    static func remove(_ items: [WorkItem], in transaction: inout Transaction) throws {
        for item in inOrder(items) { try remove(item, in: &transaction) }
    }

    /// In the order of their spaces: whoever removes takes the rooms in that order, so that no two wait for
    /// each other.
    static func inOrder(_ items: [WorkItem]) -> [WorkItem] {
        items.sorted { ($0.space, $0.id) < ($1.space, $1.id) }
    }

    /// The row and its file, together.
    static func remove(_ item: WorkItem, in transaction: inout Transaction) throws {
        try transaction.inside(item.space) { inner in
            try Uploads.removeFiles(of: item.subject, in: &inner)
        }
        try WorkStore.remove(item.id, in: &transaction)
    }
}
