package import Kernel
package import Markup
package import Web

extension Comments {
    /// What people say about a subject, for its page: part of a page that all readers share.
    ///
    /// The module has looked whether its readers see the subject. Nothing where the space lets nobody talk. What
    /// differs between readers stands in slots (``CommentPages/mount(on:)``).
    package func section(
        of subject: Subject,
        for visitor: VisitorContext
    ) async throws -> HTML {
        guard Self.isOn(in: visitor.space),
            let discussion = try await recentDiscussion(of: subject, in: visitor.scope)
        else { return .empty }
        return DiscussionSection(discussion: discussion, visitor: visitor).html
    }
}
