import Kernel
import Storage

/// What the page of the queue asks beside its rows.
extension ModerationDesk {
    /// What sorts of things can wait where somebody moderates, by name.
    func kinds(for moderator: Moderator) async throws -> [Subject.Kind] {
        let (directory, reach) = (self.directory, moderator.reach)
        return try await database.read(in: moderator.scope) { transaction in
            let spaces = try directory.spaces(&transaction).filter { reach.holds($0.key) }
            let kinds = spaces.values.flatMap(\.hooks).filter(\.isModerated).map(\.kind)
            return Set(kinds).sorted { $0.name < $1.name }
        }
    }
}
