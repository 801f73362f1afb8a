import Accounts
import Kernel
import Localization
import Mail
import Markup

/// What one member is told of one kind: one thing, or several together.
struct NotificationLetter {
    let kind: NotificationKind
    /// All of them; how many are told one by one is a question of room.
    let events: [Event]
    /// How often something happened of which nothing was kept, because too much waited.
    let uncounted: Int
    /// How many are told one by one; the others are counted.
    let room: Int
    /// `https://host`.
    let origin: String
    /// The token that ends this kind; nil where it has to be told.
    let stop: String?
    let t: Translator

    var letter: MemberLetter {
        let shown = Array(events.prefix(room))
        let more = events.count - shown.count + uncounted
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
        let count = events.count + uncounted
        guard count == 1, let event = shown.first else {
            return t(
                "notifications.letter.subject.several",
                ["count": .number(count), "kind": .text(title)]
            )
        }
        return t(
            "notifications.letter.subject.one",
            ["kind": .text(title), "title": .text(self.title(of: event))]
        )
    }

    private func blocks(_ event: Event, among count: Int) -> [Letter.Block] {
        let told = NotificationKind.Told(title: title(of: event), details: event.details)
        let sentence = Self.cut(kind.sentence(told, t), to: Limits.sentencesBytes / count)
        let times = event.times
        let again = times > 1 ? [t("mail.times", ["count": .number(times)])] : []
        let text = Letter.Block.paragraph(([sentence] + again).joined(separator: " "))
        guard let path = path(to: event) else { return [text] }
        return [text, .button(label: title(of: event), address: address(path))]
    }

    /// A link to what its reader cannot read any more would lead nowhere.
    private func path(to event: Event) -> [String]? {
        guard let face = event.face else { return nil }
        if let place = kind.place, let space = face.path.first {
            return place(event.subject, space)
        }
        return face.isPublic ? face.path : nil
    }

    /// Short enough for a subject and a button, whatever people call their things.
    private func title(of event: Event) -> String {
        guard let face = event.face else { return t("notifications.letter.gone") }
        return Self.cut(face.title, to: Limits.letterTitleBytes)
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
