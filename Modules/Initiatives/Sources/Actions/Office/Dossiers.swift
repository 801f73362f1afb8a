import Kernel
import Spaces
import Storage
import Vault
import Web

/// Everything that the office shows of one initiative, read in one transaction.
struct OfficeDossier: Sendable {
    let initiative: Initiative
    let emails: [String]
    /// The states whose authority has given a key: nationals of others cannot sign.
    let states: Set<String>

    /// From how many states the organisers come; the law asks for seven people in seven.
    var residences: Int { Set(initiative.presentation.organisers.map(\.residence)).count }
}

extension Initiatives {
    /// Nil when there is no such initiative here.
    func dossier(of id: Initiative.ID, in scope: Scope) async throws -> OfficeDossier? {
        try await host.database.read(in: scope) { transaction in
            guard let initiative = try InitiativeStore.find(id, in: &transaction) else {
                return nil
            }
            return OfficeDossier(
                initiative: initiative,
                emails: try self.emails(of: id, in: &transaction),
                states: Set(try AuthorityStore.current(in: &transaction).keys)
            )
        }
    }

    /// The steps that lead on from where an initiative stands, for whoever runs its space; those that the
    /// institution has left to other roles are not among them.
    static func steps(of initiative: Initiative, for staff: StaffContext) -> [Workflow.Step] {
        let space = staff.visitor.space
        return Initiative.workflow.changed(in: space).steps(
            from: initiative.stage,
            for: [.staff(manage)],
            as: staff.membership.session.roles(in: space?.id ?? .site)
        )
    }
}
