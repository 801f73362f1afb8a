import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// What this module's pages of the back office share: where they stand, and what stands around them.
struct InitiativeOffice: Sendable {
    let initiatives: Initiatives

    /// Below `/admin/spaces/:space/initiatives`.
    static func path(_ visitor: VisitorContext, _ segments: String...) -> Path {
        segments.reduce(
            OfficeRoutes.path(of: module, in: visitor.space?.id ?? .site, visitor)
        ) { $0.appending($1) }
    }

    private static let module = Initiatives.manifest.id

    /// A page about the space's initiatives, or about one of them.
    func page(
        _ title: String,
        _ content: HTML,
        at segments: [String] = [],
        about initiative: Initiative? = nil,
        typed: Typed = Typed(),
        for staff: StaffContext
    ) -> Reply {
        ModuleOffice(
            Self.module,
            title: "initiatives.office.title",
            done: MessageGroup("initiatives.office.done"),
            Self.dones,
            in: initiatives.host.office
        ).page(
            title,
            content,
            at: segments,
            about: initiative.map {
                ModuleOffice.Thing($0.id.text, label: $0.id.registrationNumber)
            },
            typed: typed,
            for: staff
        )
    }

    private static let dones: Set<String> = [
        "registered", "text", "group", "document", "removed", "period", "step", "key", "exchanged",
        "invited", "taken", "withdrawn",
    ]

    /// The initiative of the address, as it is stored now.
    ///
    /// Throws `notFound`.
    func initiative(_ visitor: VisitorContext) async throws -> Initiative {
        guard let id = Initiative.ID(try visitor.parameter("initiative")) else {
            throw PageError.notFound
        }
        let found = try await initiatives.host.database.read(in: visitor.scope) {
            try InitiativeStore.find(id, in: &$0)
        }
        guard let found else { throw PageError.notFound }
        return found
    }

    /// What an edit that was refused says on the page; nil for one that can be mended there.
    static func problem(_ refusal: Initiatives.EditRefusal, _ t: Translator) throws -> String {
        switch refusal {
        case .notFound: throw PageError.notFound
        case .changedMeanwhile: t("initiatives.office.refused.changed")
        case .fileGone: t("initiatives.office.refused.file")
        }
    }
}
