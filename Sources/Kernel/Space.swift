/// A place where a tenant's people take part: initiatives, petitions, proposals or a survey.
package struct Space: Hashable, Sendable {
    /// The first segment of its addresses, unique in its tenant: `initiatives`.
    package let slug: String
    /// The module that serves it.
    package let module: String

    package init(slug: String, module: String) {
        self.slug = slug
        self.module = module
    }
}
