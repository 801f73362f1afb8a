package import Kernel

/// A request by somebody who is signed in with an account: a handler that takes it needs no guard.
package struct MemberContext: Sendable {
    package let visitor: VisitorContext
    package let session: Session
    package let member: Member

    /// Throws `signInRequired`.
    package init(_ visitor: VisitorContext) throws(PageError) {
        guard let session = visitor.visit.session, let member = session.member else {
            throw .signInRequired
        }
        self.visitor = visitor
        self.session = session
        self.member = member
    }

    /// What the layers below need to know of this request, and nothing else of it.
    package var scope: Scope { visitor.scope }
}
