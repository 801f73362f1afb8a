package import Kernel
package import Mail
import Spaces
import Storage
import Synchronization
import Web

/// A carrier of letters that answers what a test wants, and remembers.
package final class TestCarrier: MailCarrier {
    private let messages = Mutex<[Message]>([])
    private let answer: @Sendable (Message) -> Delivery

    package init(_ answer: @escaping @Sendable (Message) -> Delivery = { _ in .taken }) {
        self.answer = answer
    }

    package var count: Int { messages.withLock(\.count) }
    package var ids: [String] { messages.withLock { $0.map(\.id) } }
    package var senders: [String] { messages.withLock { $0.map(\.from.text) } }

    package func carry(_ message: Message, of tenant: Tenant.ID) async -> Delivery {
        messages.withLock { $0.append(message) }
        return answer(message)
    }

    package func rest() async {}
}

extension TestHouse {
    /// Sends the letters of this house by a carrier.
    package func postman(
        _ carrier: any MailCarrier,
        longestRun: Duration = .seconds(3600)
    ) -> Postman {
        let tenants = self.tenants
        return Postman(
            database: database,
            outbox: host.outbox,
            carrier: carrier,
            translations: pages.translations,
            clock: clock.clock,
            longestRun: longestRun,
            letterhead: { try await tenants.letterhead(of: $0) }
        )
    }
}
