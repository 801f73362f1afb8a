import Files
import Hummingbird
import Kernel
import Markup
import Spaces
import Web

/// `/api/v1/{space}/:initiative/pictures/:file`: a picture of the organisers.
///
/// It has a name of its own that no other picture ever has, so browsers and the cache keep it for good: a page
/// that a crowd reads costs the database nothing for its pictures.
struct CampaignFile: Sendable {
    let initiatives: Initiatives

    static func path(_ file: String, of id: Initiative.ID, _ visitor: VisitorContext) -> Path {
        Path("api", "v1", visitor.space?.slug ?? "", id.text, "pictures", file)
    }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        guard let id = Initiative.ID(try visitor.parameter("initiative")),
            let file = FileID(try visitor.parameter("file"))
        else { throw PageError.notFound }
        let subjects = [Subject.Kind.initiativeLogo, .initiativePicture].map {
            visitor.scope.subject($0, id.text)
        }
        let found = try await initiatives.host.uploads.contents(
            of: file,
            atMost: Limits.pictureBytes * 2,
            in: visitor.scope
        ) { subject, _ in subjects.contains(subject) }
        guard let found else { throw PageError.notFound }
        return Reply.file(found.bytes, type: found.file.kind.mediaType)
    }

    /// What a file may belong to that everybody may read.
    static let isVisible: FileGate = { subject, transaction in
        guard subject.kind == .initiativeDocument,
            let id = subject.id.split(separator: "/").first.flatMap({ Initiative.ID($0) })
        else { return false }
        return try InitiativeStore.find(id, in: &transaction) != nil
    }
}

extension Initiative.Presentation.Logo {
    /// Of the organisers' own picture, or of a file of the site.
    func address(of id: Initiative.ID, _ visitor: VisitorContext, _ assets: Assets) -> Path {
        file.map { CampaignFile.path($0, of: id, visitor) } ?? assets.path(path)
    }
}

extension Initiative.Campaign {
    /// The colour as pages take it.
    var lookAccent: SiteLook.Accent? {
        accent.map { SiteLook.Accent(day: $0.day, night: $0.night) }
    }
}
