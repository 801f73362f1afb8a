import Kernel
import Localization
import Markup
import Moderation
import Storage
import Vault
import Web

/// What stands on shared pages for whoever is signed in: one small query for each kind of slot.
struct CommentFillers: Sendable {
    let comments: Comments

    /// Where somebody says something about a subject.
    func forms(_ keys: [String], _ visitor: VisitorContext) async throws -> [String: HTML] {
        try await filled(keys, isReply: false, visitor) { subject, _, last in
            let t = visitor.t
            let form = CommentForm(
                action: CommentPath.discussion(subject, visitor).appending("comments"),
                isReply: false,
                key: key(subject.description, after: last, visitor),
                label: t("comments.form.button"),
                t: t
            )
            let link = office([CommentSlots.key(of: subject)], visitor).values.first ?? .empty
            return "\(waiting(last, visitor))\(promise(last, visitor))\(form)\(link)"
        }
    }

    /// Where somebody answers a comment.
    func replies(_ keys: [String], _ visitor: VisitorContext) async throws -> [String: HTML] {
        try await filled(keys, isReply: true, visitor) { _, comment, last in
            guard let comment else { return .empty }
            let t = visitor.t
            let form = CommentForm(
                action: CommentPath.comment(comment, visitor).appending("replies"),
                isReply: true,
                key: key(comment.text, after: last, visitor),
                label: t("comments.form.reply.button"),
                t: t
            )
            return "\(waiting(last, visitor))\(promise(last, visitor))\(form)"
        }
    }

    /// What authors can do, beside their own.
    func own(_ keys: [String], _ visitor: VisitorContext) async throws -> [String: HTML] {
        guard let member = visitor.visit.session?.member else { return [:] }
        let ids = keys.compactMap { Comment.ID($0) }
        let own = try await comments.database.read(in: visitor.scope) { transaction in
            try CommentStore.own(ids, of: member.id, in: &transaction)
        }
        let links = own.map { id in
            (id.text, OwnLinks(id, canChange: true, visitor).html)
        }
        return Dictionary(uniqueKeysWithValues: links)
    }

    /// The way to end a discussion, for whoever moderates: a session knows it.
    func office(_ keys: [String], _ visitor: VisitorContext) -> [String: HTML] {
        guard let session = visitor.visit.session,
            session.allows(Moderation.permission, in: visitor.space)
        else { return [:] }
        var links: [String: HTML] = [:]
        for key in keys {
            guard let place = CommentSlots.place(key, isReply: false, in: visitor.scope) else {
                continue
            }
            let link = ButtonLink(
                visitor.t("comments.office.action"),
                to: CommentPath.office(place.subject, visitor),
                kind: .quiet
            )
            links[key] = "<p>\(link)</p>"
        }
        return links
    }

    private func filled(
        _ keys: [String],
        isReply: Bool,
        _ visitor: VisitorContext,
        _ fill: (Subject, Comment.ID?, OwnLast?) -> HTML
    ) async throws -> [String: HTML] {
        guard let member = visitor.visit.session?.member else { return [:] }
        var filled: [String: HTML] = [:]
        for key in keys {
            guard let place = CommentSlots.place(key, isReply: isReply, in: visitor.scope) else {
                continue
            }
            let last = try await comments.database.read(in: visitor.scope) { transaction in
                try CommentStore.last(of: member.id, about: place.subject, in: &transaction)
            }
            filled[key] = fill(place.subject, place.comment, last)
        }
        return filled
    }

    /// That one's own last comment is not seen by others yet, with the way to it.
    private func waiting(_ last: OwnLast?, _ visitor: VisitorContext) -> HTML {
        guard let last, last.visibility == .awaiting else { return .empty }
        let link: HTML = """
            <a href="\(url: CommentPath.comment(last.id, visitor))">\
            \(visitor.t("comments.own.see"))</a>
            """
        return """
            <p class="meta">\(visitor.t("comments.own.awaiting.title")) \(link)</p>
            """
    }

    /// That a moderator reads it before others do, and within which time: said before anything is typed.
    private func promise(_ last: OwnLast?, _ visitor: VisitorContext) -> HTML {
        let settings = visitor.space?.settings ?? SettingValues()
        let review = ModerationSettings.Review(rawValue: settings[ModerationSettings.review])
        let key: MessageKey
        switch review {
        case .before: key = "comments.form.each"
        case .newcomers where last == nil: key = "comments.form.first"
        case .newcomers, .after, nil: return .empty
        }
        let hours = settings[ModerationSettings.promiseHours]
        return """
            <p class="meta">\(visitor.t(key, ["count": .number(hours)]))</p>
            """
    }

    /// The name of what is written next in this place: another one after each that was written there.
    private func key(_ place: String, after last: OwnLast?, _ visitor: VisitorContext) -> String {
        let member = visitor.visit.session?.member?.id.text ?? ""
        let bytes = comments.vault.lookupKey("comment.form", of: visitor.tenant.id)
            .bytes(member, place, String(last?.place ?? 0))
        return Base32.encode(Array(bytes.prefix(16)))
    }
}
