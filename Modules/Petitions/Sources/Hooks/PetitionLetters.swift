import Accounts
import Kernel
import Localization
import Mail
import Notifications
import Spaces
import Storage

/// What members are told of petitions by mail.
extension Petitions {
    /// Somebody decided about a petition, or time did: its author has to hear of it.
    static let moved: NotificationKind = NotificationKind(
        "petitions.moved",
        isDuty: true,
        title: "petitions.letter.moved.title",
        place: { subject, space in [space, "mine", subject.id] },
        sentence: { told, t in
            let step = told.details["step"] ?? ""
            let isKnown = Petition.workflow.step(step)?.tells.contains(.author) == true
            let key: MessageKey =
                isKnown ? MessageKey("petitions.letter.step", step) : "petitions.letter.other"
            return t(key, ["title": .text(told.title)])
        }
    )

    /// Something else happened to a petition of theirs: a threshold, an answer, a count that was set right.
    static let news: NotificationKind = NotificationKind(
        "petitions.news",
        title: "petitions.letter.news.title",
        place: { subject, space in [space, "mine", subject.id] },
        sentence: { told, t in
            let kind = told.details["kind"].flatMap { PetitionEvent.Kind(rawValue: $0) }
            let isOfSupporters =
                told.details["threshold"] == String(PetitionWeighing.ofSupporters)
            let key: MessageKey =
                kind.map { kind in
                    isOfSupporters
                        ? MessageKey("petitions.letter.supporters", kind.rawValue)
                        : MessageKey("petitions.letter.event", kind.rawValue)
                } ?? "petitions.letter.other"
            return t(key, ["title": .text(told.title)])
        }
    )

    /// Something waits for whoever looks at petitions.
    static let arrived: NotificationKind = NotificationKind(
        "petitions.arrived",
        title: "petitions.letter.arrived.title",
        place: { subject, _ in
            ["admin", "spaces", subject.space.description, manifest.id, subject.id]
        },
        sentence: { told, t in
            let step = told.details["step"] ?? ""
            let isKnown = Petition.workflow.step(step)?.tells.contains(.staff) == true
            let key: MessageKey =
                isKnown
                ? MessageKey("petitions.letter.staff", step) : "petitions.letter.staff.other"
            return t(key, ["title": .text(told.title)])
        }
    )
}

/// Where the email leads that says what an author has just done.
struct AuthorReceipt: Sendable {
    /// A whole address: the author's own page of the petition.
    let address: String
}

extension Petitions {
    /// Confirms to an author what they did: nobody is notified of what they do themselves.
    func write(
        _ receipt: AuthorReceipt,
        about petition: Petition,
        _ step: String,
        in transaction: inout Transaction
    ) throws {
        guard let author = petition.author else { return }
        let due = petition.stage == .submitted ? petition.dueAt : nil
        let end = petition.stage == .gathering ? petition.closesAt : nil
        let date = (due ?? end).map { petition.terms.civilZone.date(at: $0) }
        let until: MessageKey =
            due == nil ? "petitions.letter.receipt.end" : "petitions.letter.receipt.due"
        // The same stands on the author's page: an address that takes no mail loses nothing.
        _ = try host.people.write(to: author, in: &transaction) { t in
            let title = MessageValue.text(petition.title)
            let text = t(MessageKey("petitions.letter.receipt", step), ["title": title])
            var blocks: [Letter.Block] = [.paragraph(text)]
            if let date { blocks.append(.paragraph(t(until, ["date": .date(date)]))) }
            let label = t("petitions.letter.receipt.button")
            blocks.append(.button(label: label, address: receipt.address))
            return MemberLetter(
                subject: t("petitions.letter.receipt.subject", ["title": title]),
                blocks: blocks
            )
        }
    }
}
