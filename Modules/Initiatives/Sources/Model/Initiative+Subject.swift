package import Kernel

extension Subject.Kind {
    /// How everything outside this module calls what it keeps.
    package static let initiative: Subject.Kind = "initiative"
}

extension Scope {
    /// An initiative of the space in which something is done.
    package func subject(of id: Initiative.ID) -> Subject {
        subject(.initiative, id.text)
    }
}
