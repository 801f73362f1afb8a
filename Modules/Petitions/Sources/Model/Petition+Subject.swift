package import Kernel

extension Subject.Kind {
    /// How everything outside this module calls what it keeps.
    package static let petition: Subject.Kind = "petition"
    /// What its documents belong to.
    static let petitionFile: Subject.Kind = "petition-file"
    /// What the documents of its events belong to.
    static let petitionEvent: Subject.Kind = "petition-event"
}

extension Scope {
    /// A petition of the space in which something is done.
    package func subject(of id: Petition.ID) -> Subject {
        subject(.petition, id.text)
    }
}
