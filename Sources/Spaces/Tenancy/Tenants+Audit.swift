package import Audit
import Files
package import Kernel
import Mail
import Storage
import Web

/// What is noted of institutions and spaces: everything that is another than before.
extension Tenants {
    func noteMaking(of site: Site, in transaction: inout Transaction) throws {
        var fields = site.auditFields
        for host in site.hosts { fields["host/" + host] = host }
        for space in site.spaces { fields["space/" + space.slug] = space.module }
        try audit.note(
            AuditNote("institution-made", of: .institution, site.tenant.id.text, after: fields),
            in: &transaction
        )
    }

    func noteChange(
        of before: Site,
        _ sender: MailSender,
        in transaction: inout Transaction
    ) throws {
        guard let after = try TenantStore.own(in: &transaction) else { return }
        let newSender = try SenderStore.find(in: &transaction)
        try audit.note(
            AuditNote(
                "institution-changed",
                of: .institution,
                before.tenant.id.text,
                before: before.auditFields.merging(sender.auditFields) { one, _ in one },
                after: after.auditFields.merging(newSender.auditFields) { one, _ in one }
            ),
            in: &transaction
        )
    }

    /// `old` is nil for a space that was made just now.
    func note(
        _ space: Space,
        after old: Space?,
        in zone: CivilZone,
        in transaction: inout Transaction
    ) throws {
        let action: AuditAction =
            switch (old?.state, space.state) {
            case (nil, _): "space-made"
            case (.published, .archived), (.draft, .archived): "space-archived"
            case (.draft, .published), (.archived, .published): "space-published"
            default:
                space.events.count > old?.events.count ?? 0 ? "space-extended" : "space-changed"
            }
        var after = space.auditFields(in: zone)
        let rules = space.rules.latest.map { "\($0.workflow)/\($0.name)" }
        if old == nil, !rules.isEmpty { after["rules"] = rules.joined(separator: ", ") }
        if action == "space-extended" { after["reason"] = space.events.last?.reason }
        try audit.note(
            AuditNote(
                action,
                of: .space,
                space.id.description,
                before: old?.auditFields(in: zone) ?? [:],
                after: after
            ),
            in: &transaction
        )
    }

    /// Sets how much room the files of a space may take; nil for what every space may.
    package func setRoom(of space: Space.ID, to bytes: Int?, in scope: Scope) async throws {
        try await database.write(in: scope.entering(.site)) { transaction in
            let before = try transaction.inside(space) { try Uploads.set(quota: bytes, in: &$0) }
            try audit.note(
                AuditNote(
                    "space-room-set",
                    of: .space,
                    space.description,
                    before: ["room": "\(before.quota >> 20) MiB"],
                    after: ["room": "\((bytes ?? Limits.fileQuotaBytes) >> 20) MiB"]
                ),
                in: &transaction
            )
        }
    }

    /// What it does that is noted, each with its words.
    package static let auditActions: [AuditAction] = [
        "institution-made", "institution-changed", "space-made", "space-changed",
        "space-published", "space-archived", "space-extended", "space-room-set", "space-rule-set",
    ]
}

extension Subject.Kind {
    static let institution: Subject.Kind = "institution"
    static let space: Subject.Kind = "space"
}

extension Site {
    /// What is set for it, by the words of `audit.field`; its spaces apart.
    fileprivate var auditFields: [String: String] {
        var fields = ["zone": tenant.zone.name, "name": tenant.name.standard]
        fields["languages"] = tenant.languages.map(\.text).joined(separator: " ")
        for (language, name) in tenant.name.others { fields["name/\(language)"] = name }
        for (language, text) in tenant.purposes { fields["purpose/\(language)"] = text }
        if let accent = look.accent { fields["color"] = "#\(accent.day) #\(accent.night)" }
        for (kind, picture) in look.pictures {
            // Another picture of the same size is another one.
            let size = "\(picture.width) × \(picture.height)"
            fields["picture/\(kind.rawValue)"] = "\(size), \(picture.version.prefix(8))"
        }
        for (language, text) in look.logoTexts { fields["logo/\(language)"] = text }
        for (link, address) in look.links { fields["link/\(link.rawValue)"] = address }
        return fields
    }
}

extension Site {
    /// Another one whenever anything of the institution itself is another.
    var mark: String {
        let fields = auditFields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return ContentName(of: Array(fields.joined(separator: "\n").utf8)).text
    }
}

extension MailSender {
    fileprivate var auditFields: [String: String] {
        var fields: [String: String] = [:]
        fields["mail-sender"] = address?.text
        fields["mail-reply"] = replyTo?.text
        return fields
    }
}

extension Space {
    /// What is set in it, by the words of `audit.field`.
    func auditFields(in zone: CivilZone) -> [String: String] {
        var fields = ["slug": slug, "state": state.rawValue, "module": module]
        for (language, title) in texts.titles { fields["title/\(language)"] = title }
        for (language, text) in texts.purposes { fields["purpose/\(language)"] = text }
        for phase in phases {
            let words = phase.features.map(\.name).sorted().joined(separator: ", ")
            let from = phase.opensAt.map { zone.date(at: $0).iso } ?? "…"
            let to = phase.closesAt.map { zone.date(at: $0.adding(.seconds(-1))).iso } ?? "…"
            fields["phase/\(phase.name)"] = "\(from) – \(to) (\(words))"
        }
        for (name, value) in settings.all { fields["setting/\(name)"] = value }
        return fields
    }

    /// Another one whenever anything of it is another: for whoever wants to change what they saw.
    package var mark: String {
        let times = phases.flatMap { [$0.opensAt, $0.closesAt] }
            .map { $0.map { String($0.milliseconds) } ?? "" }
        let fields = auditFields(in: .brussels).sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value)" }
        let text = (fields + times).joined(separator: "\n")
        return ContentName(of: Array(text.utf8)).text
    }
}
