package import Hummingbird
package import Kernel
package import Localization
package import Markup
import NIOCore

/// A request to an institution's site: nothing below it can forget to ask whose.
package struct VisitorContext: ChildRequestContext {
    package var coreContext: CoreRequestContextStorage
    package let site: Site
    /// The space under whose address this is; nil on the pages of the site itself.
    package let space: Space?
    package let visit: Visit
    /// Whether it is answered for somebody with a permission: what is written then leaves a mark in the audit.
    private(set) var isOfStaff = false

    package init(context: SiteContext) throws {
        guard let visit = context.visit, case .tenant(let site, let space) = visit.place else {
            throw PageError.unknownSite
        }
        coreContext = context.coreContext
        self.site = site
        self.space = space
        self.visit = visit
    }

    package var tenant: Tenant { site.tenant }
    package var now: Instant { visit.now }
    package var t: Translator { visit.translator }
    /// What the institution is called in the reader's language.
    package var institution: String { tenant.name.text(in: visit.language) }

    /// What the layers below need to know of this request, and nothing else of it.
    package var scope: Scope {
        Scope(
            tenant: tenant.id,
            space: space?.id ?? .site,
            actor: visit.session?.actor ?? .visitor,
            now: now,
            isOfStaff: isOfStaff
        )
    }

    /// An address of this site in the reader's language.
    package func path(_ segments: String...) -> Path {
        Path(segments: [visit.language.text] + segments)
    }

    /// An address of this space in the reader's language.
    package func spacePath(_ segments: String...) -> Path {
        Path(segments: [visit.language.text, space?.slug ?? ""] + segments)
    }

    /// An address of this space without a language, for the language menu.
    package func localAddress(_ segments: String...) -> String {
        Path(segments: [space?.slug ?? ""] + segments).text
    }

    /// A part of the address, decoded.
    ///
    /// Throws `notFound` when it is not there or no UTF-8.
    package func parameter(_ name: String) throws -> String {
        guard let raw = coreContext.parameters.get(name),
            let decoded = PercentEncoding.decode(raw, plusIsSpace: false)
        else { throw PageError.notFound }
        return decoded
    }
}

/// A request to the installation's own pages: the list of its institutions.
package struct PortalContext: ChildRequestContext {
    package var coreContext: CoreRequestContextStorage
    package let sites: [Site]
    package let visit: Visit

    package init(context: SiteContext) throws {
        guard let visit = context.visit, case .portal(let sites) = visit.place else {
            throw PageError.notFound
        }
        coreContext = context.coreContext
        self.sites = sites
        self.visit = visit
    }
}

extension VisitorContext {
    /// The same visitor, as a page of a space would see them.
    package func entering(_ space: Space) -> VisitorContext {
        VisitorContext(copying: self, space: space)
    }

    private init(copying other: VisitorContext, space: Space) {
        coreContext = other.coreContext
        site = other.site
        visit = other.visit
        isOfStaff = other.isOfStaff
        self.space = space
    }

    /// The same visitor on their own behalf.
    var ofOwn: VisitorContext {
        var visitor = self
        visitor.isOfStaff = false
        return visitor
    }

    /// The same visitor behind a gate of staff.
    var ofStaff: VisitorContext {
        var visitor = self
        visitor.isOfStaff = true
        return visitor
    }
}

extension VisitorContext {
    /// An address that can be sent to somebody else.
    package func canonical(_ path: Path) -> String { visit.canonical(path.text) }
}
