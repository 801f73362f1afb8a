/// A place where a tenant's people take part: initiatives, petitions, proposals or a survey.
package struct Space: Hashable, Sendable {
    /// Names a space in its institution for ever, whatever its address becomes: 1, 2, 3….
    package struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
        package let number: Int

        package init(_ number: Int) { self.number = number }

        /// What belongs to the institution itself and to none of its spaces; no space has this number.
        package static let site = ID(0)

        package var description: String { String(number) }

        package static func < (one: ID, other: ID) -> Bool { one.number < other.number }
    }

    package let id: ID
    /// The first segment of its addresses, unique in its tenant: `initiatives`.
    package let slug: String
    /// The module that serves it.
    package let module: String

    package init(id: ID, slug: String, module: String) {
        self.id = id
        self.slug = slug
        self.module = module
    }

    /// The first spaces of a new institution, in the order of its menu.
    package static func first(_ spaces: [(slug: String, module: String)]) -> [Space] {
        spaces.enumerated().map { index, space in
            Space(id: ID(index + 1), slug: space.slug, module: space.module)
        }
    }
}
