import Accounts
import Kernel
import Moderation
import Storage

extension Host {
    /// What single things are called for which people have roles, as their modules name them: a statement for
    /// each kind of them.
    func things(of modules: [any SpaceModule]) -> RoleThings {
        var desks: [(module: String, kind: Subject.Kind, desk: SubjectDesk)] = []
        for module in modules {
            for hooks in module.subjects {
                guard let desk = hooks.desk else { continue }
                desks.append((type(of: module).manifest.id, hooks.kind, desk))
            }
        }
        return RoleThings { [desks] subjects, spaces, transaction in
            let modules = Dictionary(uniqueKeysWithValues: spaces.map { ($0.id, $0.module) })
            var things: [Subject: RoleThing] = [:]
            for (module, kind, desk) in desks {
                let own = subjects.filter { $0.kind == kind && modules[$0.space] == module }
                guard !own.isEmpty else { continue }
                for (subject, name) in try desk.names(own, &transaction) {
                    things[subject] = RoleThing(title: name.title, path: name.path)
                }
            }
            return things
        }
    }
}
