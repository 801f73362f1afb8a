package import Files
import FoundationEssentials
package import Kernel
package import Localization

/// The name of a sort of work, and what it is given: `WorkName<ListExport>("suggestions.export")`.
package struct WorkName<Input: Codable & Sendable>: Sendable {
    package let id: String

    package init(_ id: String) {
        precondition(id.contains("."), "\(id) names no work of a module")
        self.id = id
    }
}

/// One sort of work that can be queued for somebody: a module declares it and does it.
///
/// It works in steps that may be repeated, each of them a transaction: the process can be killed anywhere,
/// and then another begins the piece anew.
package struct WorkKind: Sendable {
    package let id: String
    /// What its owner's page calls it: `Export of all suggestions`.
    package let title: MessageKey
    /// Whoever fetches its file has this in its space; nil where it is enough to be its owner.
    package let permission: Permission?
    /// Whether its file holds what tables keep sealed: then that is sealed, too.
    package let isPersonal: Bool
    /// How long one try may take.
    package let limit: Duration
    /// How often it is tried before it has failed.
    package let tries: Int
    let run: @Sendable ([UInt8], WorkRun) async throws -> WorkResult

    package init<Input: Codable & Sendable>(
        _ name: WorkName<Input>,
        title: MessageKey,
        permission: Permission? = nil,
        isPersonal: Bool = false,
        limit: Duration = .seconds(600),
        tries: Int = 3,
        run: @escaping @Sendable (Input, WorkRun) async throws -> WorkResult
    ) {
        precondition(tries > 0 && limit > .zero)
        id = name.id
        self.title = title
        self.permission = permission
        self.isPersonal = isPersonal
        self.limit = limit
        self.tries = tries
        self.run = { bytes, piece in
            try await run(try JSONDecoder().decode(Input.self, from: Data(bytes)), piece)
        }
    }
}

/// What came of a piece of work.
package enum WorkResult: Sendable {
    /// A sentence or a few, in the owner's language.
    case text(String)
    /// For the owner alone, until the piece expires.
    case file(MadeFile)
}

/// Why a piece of work cannot be done, in a sentence for its owner and in their language: it is not tried again.
package struct WorkFailure: Error, Sendable {
    package let sentence: String

    package init(_ sentence: String) { self.sentence = sentence }
}
