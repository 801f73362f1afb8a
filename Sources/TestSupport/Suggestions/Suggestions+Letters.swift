import Accounts
import Kernel
import Localization
import Mail
package import Notifications
import Spaces
import Storage

/// What the small module tells people, by the words of tests.
extension Suggestions {
    /// A decision about one's own suggestion has to be told.
    package static let decided = NotificationKind(
        "suggestions.decided",
        isDuty: true,
        title: "Decisions about your suggestions"
    ) { told, _ in
        "\(told.title) was \(told.details["to"] ?? "")."
    }

    /// What nobody decides soon expires.
    package static let expiring = NotificationKind(
        "suggestions.expiring",
        title: "Suggestions that expire"
    ) { told, _ in
        "\(told.title) expires in \(told.details["days"] ?? "") days."
    }

    /// News that one can do without: somebody else suggested something in the same space.
    package static let added = NotificationKind(
        "suggestions.added",
        standard: .daily,
        title: "New suggestions"
    ) { told, _ in
        told.details["text"].map { "\(told.title): \($0)" } ?? "\(told.title) is new."
    }

    /// Tells whoever suggested something here before.
    func announce(
        _ number: Int,
        _ text: String,
        in transaction: inout Transaction
    ) throws {
        try host.notifications.tell(
            try SuggestionStore.authors(in: &transaction),
            Self.added,
            of: transaction.scope.subject(.suggestion, String(number)),
            ["text": text],
            in: &transaction
        )
    }

    /// Writes to an author whose address nobody here knows, and counts the letter.
    static func thank(
        _ id: String,
        by people: People,
        in transaction: inout Transaction
    ) throws {
        guard let author = try SuggestionStore.find(id, in: &transaction)?.author else { return }
        let written = try people.write(to: author, in: &transaction) { t in
            MemberLetter(
                subject: "Thank you (\(t.language))",
                blocks: [.paragraph("We thank you for suggestion \(id).")]
            )
        }
        // Thanks that no mail can take are none.
        guard case .success = written else { return }
        try SuggestionStore.thank(id, in: &transaction)
    }
}
