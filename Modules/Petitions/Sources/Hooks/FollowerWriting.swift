import Kernel
import Localization
import Mail
import Markup

/// The emails to people who follow petitions.
struct FollowerWriting: Sendable {
    /// `https://host`.
    let origin: String
    /// The first part of the addresses of the space.
    let slug: String
    let t: Translator

    /// With the link that confirms, or that somebody follows already.
    func letter(
        to address: String,
        asking isAsking: Bool,
        _ petition: Petition,
        link: String,
        network: [UInt8]?
    ) -> Letter {
        let words =
            isAsking
            ? MessageGroup("petitions.follow.email.ask")
            : MessageGroup("petitions.follow.email.again")
        let values: MessageValues = ["title": .text(petition.title)]
        return Letter(
            to: address,
            language: t.language,
            cause: .anybody(.following, network: network),
            subject: t(words["subject"], values),
            blocks: [
                .paragraph(t(words["text"], values)),
                .button(label: t(words["action"]), address: self.address("followers", link)),
                .small(t(words["note"])),
            ],
            lifetime: .milliseconds(Limits.followerMilliseconds)
        )
    }

    /// What happened since the last email.
    func news(
        to address: String,
        of petition: Petition,
        _ events: [PetitionEvent],
        link: String
    ) -> Letter {
        let values: MessageValues = ["title": .text(petition.title)]
        let shown = events.suffix(Limits.followerEvents)
        let beginning: [Letter.Block] = [
            .paragraph(t("petitions.follow.email.news.text", values))
        ]
        let told: [Letter.Block] = shown.flatMap { blocks(of: $0, petition) }
        let end: [Letter.Block] = [
            .button(
                label: t("petitions.follow.email.news.action"),
                address: self.address(petition.id.text)
            ),
            .small(t("petitions.follow.email.news.note")),
        ]
        return Letter(
            to: address,
            language: t.language,
            cause: .news,
            subject: t("petitions.follow.email.news.subject", values),
            blocks: beginning + told + earlier(events.count - shown.count) + end,
            stop: Letter.Stop(address: self.address("followers", link, "end"))
        )
    }

    /// What happened, and what the institution says about it; a long text stands on the page as a whole.
    private func blocks(of event: PetitionEvent, _ petition: Petition) -> [Letter.Block] {
        let words = PetitionEventWords(event: event, petition: petition, t: t)
        var blocks: [Letter.Block] = [.paragraph(words.sentence)]
        if let said = words.said, !said.isEmpty {
            let most = Limits.detailCharacters
            let text = said.count > most ? String(said.prefix(most - 1)) + "…" : said
            blocks.append(.paragraph(text))
        }
        return blocks
    }

    private func earlier(_ count: Int) -> [Letter.Block] {
        guard count > 0 else { return [] }
        return [.small(t("petitions.follow.email.more", ["count": .number(count)]))]
    }

    private func address(_ segments: String...) -> String {
        origin + Path(segments: [t.language.text, slug] + segments).text
    }
}
