import Hummingbird
import Kernel
import Localization
import Markup
import Pictures
import Spaces
import Storage
import Web

/// `/api/v1/{space}/:initiative/preview`: what other sites show beside a link to an initiative.
///
/// It is asked for like the initiative itself, so whatever hides one hides the other.
struct Previews: Sendable {
    let initiatives: Initiatives
    private let easel = Easel()

    init(initiatives: Initiatives) {
        self.initiatives = initiatives
    }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await initiatives.details(for: visitor)
        guard details.progress.isKnown else { throw PageError.notFound }
        let picture = PreviewPicture(
            details.initiative,
            progress: details.progress,
            accent: details.initiative.dossier.campaign.accent?.day
                ?? visitor.site.look.accent?.day
        )
        guard let bytes = await easel.bytes(of: picture) else {
            throw PageError.unavailable(seconds: 10)
        }
        return Reply.file(bytes, type: Picture.Format.png.mediaType).shared()
    }

    /// Where the picture of an initiative is found, and what it says in words; nil where there is
    /// no number to show.
    static func social(_ details: InitiativeDetails, for visitor: VisitorContext) -> SocialPicture?
    {
        let progress = details.progress
        guard progress.isKnown else { return nil }
        let alternative = visitor.t(
            "initiatives.preview.alt",
            [
                "total": .number(progress.total), "goal": .number(Progress.goal),
                "states": .number(progress.statesReached),
                "needed": .number(Progress.statesNeeded),
            ]
        )
        return SocialPicture(
            path: Path(
                "api",
                "v1",
                visitor.space?.slug ?? "",
                details.initiative.id.text,
                "preview"
            ),
            width: PreviewPicture.width,
            height: PreviewPicture.height,
            alternative: alternative
        )
    }
}

/// Draws one picture at a time, on a queue of its own, and keeps the last ones.
///
/// A picture is kept under everything that it shows: two readers never wait for the same drawing,
/// and nothing of an initiative is left in it once nobody asks.
actor Easel {
    private let executor = QueueExecutor(label: "previews")
    private var kept: [PreviewPicture: [UInt8]] = [:]
    private(set) var drawings = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// The bytes of a PNG; nil when there is no memory to make them.
    func bytes(of picture: PreviewPicture) -> [UInt8]? {
        if let bytes = kept[picture] { return bytes }
        drawings += 1
        guard let bytes = picture.drawn()?.bytes else { return nil }
        if kept.count >= Limits.drawnPictures { kept.removeAll() }
        kept[picture] = bytes
        return bytes
    }
}
