package import Kernel

/// Who did something, as it is kept: an account by its name in the tables, everybody else by what they are.
package struct AuditActor: Hashable, Sendable {
    package let text: String

    package init(_ actor: Actor) {
        switch actor {
        case .operatorOfServer: text = Self.serversOperator.text
        case .server: text = Self.server.text
        case .member(let id): text = id.text
        case .anonymous, .visitor: text = Self.visitor.text
        }
    }

    /// Nil for what no entry can say.
    package init?(_ text: String) {
        guard Member.ID(text) != nil || Self.others.map(\.text).contains(text) else { return nil }
        self.text = text
    }

    /// As it is kept, whatever somebody may have made of it.
    init(kept text: String) { self.text = text }

    /// Whoever runs the server, at its command line.
    package static let serversOperator = AuditActor(kept: "operator")
    /// The server itself, when time has come for something.
    package static let server = AuditActor(kept: "server")
    /// Somebody who used what staff gave them: an invitation.
    package static let visitor = AuditActor(kept: "visitor")

    /// Who acts without an account.
    package static let others = [serversOperator, server, visitor]

    /// Whose account; nil for the others.
    package var member: Member.ID? { Member.ID(text) }
}
