package import Kernel

extension Subject.Kind {
    /// How everything outside this module calls what it keeps.
    package static let initiative: Subject.Kind = "initiative"
    // What its files belong to, so that one of them can be replaced alone.
    static let initiativeDocument: Subject.Kind = "initiative-document"
    static let initiativePicture: Subject.Kind = "initiative-picture"
    static let initiativeLogo: Subject.Kind = "initiative-logo"
}

extension Scope {
    /// An initiative of the space in which something is done.
    package func subject(of id: Initiative.ID) -> Subject {
        subject(.initiative, id.text)
    }
}
