import Accounts
import Kernel
import Localization
import Mail
import Markup

/// What one member is told of one kind: one thing, or several together.
struct NotificationLetter {
    let kind: NotificationKind
    let events: [Event]
    /// `https://host`.
    let origin: String
    /// The token that ends this kind; nil where it has to be told.
    let stop: String?
    let t: Translator

    var letter: MemberLetter {
        let shown = Array(events.prefix(Limits.notificationsPerLetter))
        let more = events.count - shown.count
        var blocks = shown.flatMap { self.blocks($0, among: shown.count) }
        if more > 0 {
            blocks.append(.paragraph(t("notifications.letter.more", ["count": .number(more)])))
        }
        blocks.append(
            .small(t(kind.isDuty ? "notifications.letter.duty" : "notifications.letter.why"))
        )
        return MemberLetter(
            subject: subject(shown),
            blocks: blocks,
            stop: stop.map { Letter.Stop(address: address(["notifications", "stops", $0])) }
        )
    }

    private func subject(_ shown: [Event]) -> String {
        let title = t(kind.title)
        guard events.count == 1, let event = shown.first else {
            return t(
                "notifications.letter.subject.several",
                ["count": .number(events.count), "kind": .text(title)]
            )
        }
        return t(
            "notifications.letter.subject.one",
            ["kind": .text(title), "title": .text(event.face.title)]
        )
    }

    private func blocks(_ event: Event, among count: Int) -> [Letter.Block] {
        let told = NotificationKind.Told(title: event.face.title, details: event.details)
        let sentence = Self.cut(kind.sentence(told, t), to: Limits.sentencesBytes / count)
        let times = event.times
        let again = times > 1 ? [t("mail.times", ["count": .number(times)])] : []
        let text = Letter.Block.paragraph(([sentence] + again).joined(separator: " "))
        // A link to what nobody can read any more would lead nowhere.
        guard event.face.isPublic else { return [text] }
        let link = Letter.Block.button(label: event.face.title, address: address(event.face.path))
        return [text, link]
    }

    /// As many characters as have room.
    private static func cut(_ text: String, to bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var cut = text
        while cut.utf8.count > bytes - 3 { cut.removeLast() }
        return cut + "…"
    }

    private func address(_ segments: [String]) -> String {
        origin + Path(segments: [t.language.text] + segments).text
    }
}
