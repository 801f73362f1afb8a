import FoundationEssentials
package import Kernel

/// Where messages go in development: files, for a mail program and for the page that shows them.
package struct MailFolder: MailCarrier {
    private let path: String
    private let clock: Clock

    package init(path: String, clock: Clock) {
        self.path = path
        self.clock = clock
    }

    /// A message as the page shows it.
    package struct Item: Sendable, Codable {
        package let id: String
        package let tenant: String
        package let writtenAt: Int64
        package let to: String
        package let subject: String
        package let text: String
        package let html: String
    }

    package func carry(_ message: Message, of tenant: Tenant.ID) async -> Delivery {
        let item = Item(
            id: message.id,
            tenant: tenant.text,
            writtenAt: clock.now.milliseconds,
            to: message.to.text,
            subject: message.subject,
            text: message.text,
            html: message.html
        )
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            try write(Data(message.content.utf8), to: message.id + ".eml")
            try write(JSONEncoder().encode(item), to: message.id + ".json")
        } catch {
            return .unreachable("the folder of mails cannot be written")
        }
        return .taken
    }

    package func rest() async {}

    /// The messages of an institution, the newest first.
    package func items(of tenant: Tenant.ID) -> [Item] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.compactMap { read($0) }
            .filter { $0.tenant == tenant.text }
            .sorted { ($0.writtenAt, $0.id) > ($1.writtenAt, $1.id) }
            .prefix(Limits.shownMails)
            .map(\.self)
    }

    /// One message of an institution; nil for a name that is none.
    package func item(_ id: String, of tenant: Tenant.ID) -> Item? {
        // A name is a file's: only those that the outbox makes.
        guard id.utf8.count == 26, Slug.isValid(id, length: 26...26) else { return nil }
        return read(id + ".json").flatMap { $0.tenant == tenant.text ? $0 : nil }
    }

    private func read(_ name: String) -> Item? {
        FileManager.default.contents(atPath: path + "/" + name)
            .flatMap { try? JSONDecoder().decode(Item.self, from: $0) }
    }

    private func write(_ data: Data, to name: String) throws {
        let isWritten = FileManager.default.createFile(
            atPath: path + "/" + name,
            contents: data,
            attributes: [.posixPermissions: 0o600]
        )
        guard isWritten else { throw CocoaError(.fileWriteUnknown) }
    }
}
