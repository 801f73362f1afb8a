import Accounts
import Kernel
import Storage

extension PersonalDataSource {
    /// The same in every space of a module that the institution has: a module only ever sees one space, and
    /// a member may have taken part in several.
    func inEverySpace(of module: String) -> PersonalDataSource {
        inSpaces { try SpaceStore.ids(of: module, in: &$0) }
    }

    /// The same in every space that the institution has, of whatever module.
    func inEverySpace() -> PersonalDataSource {
        inSpaces { try SpaceStore.ids(in: &$0) }
    }

    private func inSpaces(
        _ ids: @escaping @Sendable (inout Transaction) throws -> [Space.ID]
    ) -> PersonalDataSource {
        PersonalDataSource(
            id: id,
            remainder: remainder,
            collect: { member, transaction in
                let spaces = try ids(&transaction)
                return try spaces.flatMap { space in
                    try transaction.inside(space) { inner in
                        try collect(member, &inner).map { document in
                            let name =
                                spaces.count == 1 ? document.name : "\(document.name)-\(space)"
                            return (name: name + ".json", json: document.json)
                        }
                    }
                }
            },
            erase: { member, transaction in
                for space in try ids(&transaction) {
                    try transaction.inside(space) { try erase(member, &$0) }
                }
            }
        )
    }
}
