import Kernel
import Markup
import Web

/// Addresses of a petition for programs and other sites.
enum PetitionPlaces {
    /// Its counts.
    static func counts(of id: Petition.ID, _ visitor: VisitorContext) -> Path {
        Path("api", "v1", visitor.space?.slug ?? "", id.text, "counts")
    }

    /// Everything that is public of it.
    static func whole(of id: Petition.ID, _ visitor: VisitorContext) -> Path {
        Path("api", "v1", visitor.space?.slug ?? "", id.text)
    }

    /// A file of it, or of one of its events.
    static func file(_ file: String, _ visitor: VisitorContext) -> Path {
        Path("api", "v1", visitor.space?.slug ?? "", "files", file)
    }
}
