import Accounts
import Kernel
import Storage

extension PersonalDataSource {
    /// The same in every space of a module that the institution has: a module only ever sees one space, and
    /// a member may have taken part in several.
    func inEverySpace(of module: String) -> PersonalDataSource {
        PersonalDataSource(
            id: id,
            remainder: remainder,
            collect: { member, transaction in
                let spaces = try SpaceStore.ids(of: module, in: &transaction)
                return try spaces.flatMap { space in
                    try transaction.inside(space) { inner in
                        try collect(member, &inner).map { document in
                            let name =
                                spaces.count == 1 ? document.name : "\(document.name)-\(space)"
                            return (name: name, json: document.json)
                        }
                    }
                }
            },
            erase: { member, transaction in
                for space in try SpaceStore.ids(of: module, in: &transaction) {
                    try transaction.inside(space) { try erase(member, &$0) }
                }
            }
        )
    }
}
