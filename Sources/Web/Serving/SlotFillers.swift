import Kernel
package import Markup

/// What stands in the slots of one name for the reader who is signed in, by what tells them apart.
///
/// It is asked once for all of them that a page has, and takes one small query at most; what it does
/// not give is as visitors see it.
package typealias SlotFiller =
    @Sendable (_ keys: [String], _ visitor: VisitorContext) async throws -> [String: HTML]

/// Fills the slots of a page for one reader.
struct SlotFillers: Sendable {
    /// Who fills what.
    struct Kind: Sendable, Hashable {
        let owner: String
        let name: String
    }

    let pages: PageBuilder
    let declared: [Kind: SlotFiller]

    /// Throws what a filler throws: a page that says "not supported" to whoever did would be wrong.
    func fill(_ slots: [Slot.ID], for context: SiteContext) async throws -> [Slot.ID: HTML] {
        let visitor = try VisitorContext(context: context)
        var filled = slots.contains(.account) ? account(of: visitor.visit) : [:]
        let groups = Dictionary(grouping: slots.filter { $0 != .account }) { Group($0) }
        for (group, slots) in groups {
            assert(declared[group.kind] != nil, "nobody fills \(group.kind)")
            guard let fill = declared[group.kind], let there = visitor.entering(group.space) else {
                continue
            }
            let contents = try await fill(slots.map(\.key), there)
            for slot in slots { filled[slot] = contents[slot.key] }
        }
        return filled
    }

    /// What needs no database.
    func account(of visit: Visit) -> [Slot.ID: HTML] {
        pages.account(visit).map { [.account: AccountLink($0).html] } ?? [:]
    }

    private struct Group: Hashable {
        let kind: Kind
        let space: Space.ID

        init(_ slot: Slot.ID) {
            kind = Kind(owner: slot.owner, name: slot.name)
            space = slot.space
        }
    }
}

extension VisitorContext {
    /// The same visitor in another space of the site; nil where there is none.
    fileprivate func entering(_ id: Space.ID) -> VisitorContext? {
        id == .site ? self : site.spaces.first { $0.id == id }.map(entering)
    }

    /// A part of a shared page that is another for readers who are signed in; `content` is for visitors.
    ///
    /// Filled by what the module declared under the name (``ModuleRoutes/fill(_:use:)``).
    package func slot(_ name: String, of key: String = "", content: HTML) -> Slot {
        Slot(
            Slot.ID(
                owner: space?.module ?? "site",
                space: space?.id ?? .site,
                name: name,
                key: key
            ),
            content: content
        )
    }
}
