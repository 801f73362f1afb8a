package import Kernel
package import Localization
package import Storage

/// What one part of the program keeps of members: how to show all of it to them, and how to forget it.
///
/// Every module gives one, so that "my data" and the deletion of an account are never incomplete
/// (Regulation (EU) 2016/679, articles 15, 17 and 20).
package struct PersonalDataSource: Sendable {
    /// Names its files in the archive: `accounts`.
    package let id: String
    /// Everything that is kept of a member, as JSON documents by name.
    package let collect:
        @Sendable (Member.ID, inout Transaction) throws -> [(name: String, json: [UInt8])]
    /// Forgets the member: what remains is anonymous.
    package let erase: @Sendable (Member.ID, inout Transaction) throws -> Void
    /// The key of a sentence that says what remains; nil when nothing does.
    package let remainder: MessageKey?

    /// Of a part that keeps nothing of members.
    package static func nothing(in id: String) -> PersonalDataSource {
        PersonalDataSource(id: id, collect: { _, _ in [] }, erase: { _, _ in })
    }

    package init(
        id: String,
        remainder: MessageKey? = nil,
        collect:
            @escaping @Sendable (Member.ID, inout Transaction) throws -> [(
                name: String, json: [UInt8]
            )],
        erase: @escaping @Sendable (Member.ID, inout Transaction) throws -> Void
    ) {
        self.id = id
        self.remainder = remainder
        self.collect = collect
        self.erase = erase
    }
}
