import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// What this module's pages of the back office share: where they stand, and what stands around them.
struct PetitionOffice: Sendable {
    let petitions: Petitions

    /// Below `/admin/spaces/:space/petitions`.
    static func path(_ visitor: VisitorContext, _ segments: String...) -> Path {
        segments.reduce(
            OfficeRoutes.path(of: module, in: visitor.space?.id ?? .site, visitor)
        ) { $0.appending($1) }
    }

    private static let module = Petitions.manifest.id

    /// A page about the space's petitions, or about one of them.
    func page(
        _ title: String,
        _ content: HTML,
        at segments: [String] = [],
        about petition: Petition? = nil,
        typed: Typed = Typed(),
        for staff: StaffContext
    ) -> Reply {
        let t = staff.visitor.t
        return ModuleOffice(
            Self.module,
            title: "petitions.office.title",
            done: MessageGroup("petitions.office.done"),
            Self.dones,
            in: petitions.host.office
        ).page(
            title,
            content,
            at: segments,
            about: petition.map { ModuleOffice.Thing($0.id.text, label: Self.name($0.id, t)) },
            typed: typed,
            for: staff
        )
    }

    private static let dones: Set<String> = [
        "claimed", "released", "step", "note", "removed", "tags", "assigned", "event", "choice",
        "threshold", "proposed", "approved", "rejected", "undone", "ended",
    ]

    /// `Petition 12`.
    static func name(_ id: Petition.ID, _ t: Translator) -> String {
        t("petitions.office.petition.number", ["number": .text(id.text)])
    }

    /// The petition of the address, as it is stored now; what nobody has submitted is its author's alone.
    ///
    /// Throws `notFound`.
    func petition(_ visitor: VisitorContext) async throws -> Petition {
        let id = try visitor.petitionID()
        let found = try await petitions.host.database.read(in: visitor.scope) {
            try PetitionStore.find(id, in: &$0)
        }
        guard let found, found.isOfOffice else { throw PageError.notFound }
        return found
    }

    /// What an act that was refused says on the page.
    static func problem(_ refusal: Petitions.OfficeRefusal, _ t: Translator) throws -> String {
        switch refusal {
        case .notFound: throw PageError.notFound
        case .changedMeanwhile: t("petitions.office.refused.changed")
        case .claimed: t("petitions.office.refused.claimed")
        case .fileGone: t("petitions.office.refused.file")
        case .noTarget: t("petitions.office.refused.target")
        case .workflow(.unmet): t("petitions.office.refused.unmet")
        case .workflow: t("petitions.office.refused.changed")
        case .tooMany: t("petitions.office.refused.many")
        }
    }
}
