import Audit
import FoundationEssentials
import Kernel
import Spaces
import Storage
import Vault

/// What somebody registers in the browser.
struct Registration: Sendable {
    let initiative: Initiative
    /// The addresses of its organisers in their order, for the office alone; empty where nobody gave one.
    let emails: [String]
}

extension Initiatives {
    /// To register initiatives, to schedule them, to move them on and to replace their texts.
    static let manage = Permission(stringLiteral: manifestID + ".manage")
    /// To make the pages of an initiative its organisers' own: for one, or for all of a space.
    static let campaign = Permission(stringLiteral: manifestID + ".campaign")
    private static let manifestID = "initiatives"

    /// Registers one initiative; false when there is one of this number.
    func register(_ registration: Registration, in scope: Scope) async throws -> Bool {
        let audit = host.audit
        let initiative = registration.initiative
        return try await host.database.write(in: scope) { transaction in
            guard try self.add(initiative, reported: [:], in: &transaction) else { return false }
            try self.keep(registration.emails, of: initiative.id, in: &transaction)
            try audit.note(initiative.registered, in: &transaction)
            return true
        }
    }

    /// What of the organisers only the office knows.
    func emails(
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws -> [String] {
        let sealed = try InitiativeChangeStore.contacts(of: id, in: &transaction)
        guard let sealed else { return [] }
        let bytes = try host.vault.personalBox(of: transaction.tenant)
            .open(sealed, for: Self.place(of: id, transaction.space))
        return try JSONDecoder().decode([String].self, from: Data(bytes))
    }

    func keep(
        _ emails: [String],
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws {
        let bytes = Array(try JSONEncoder().encode(emails))
        let sealed = try host.vault.personalBox(of: transaction.tenant)
            .seal(bytes, for: Self.place(of: id, transaction.space))
        try InitiativeChangeStore.setContacts(sealed, of: id, in: &transaction)
    }

    private static func place(of id: Initiative.ID, _ space: Space.ID) -> PersonalBox.Place {
        PersonalBox.Place(column: "initiative_contact.sealed", row: "\(space)/\(id)")
    }

    /// As the audit says that something of an initiative was changed.
    static let changed: AuditAction = "initiative-changed"
}

extension Initiative {
    /// What is kept of it in the audit, by the words of `audit.field`: what everybody may read, and nothing of a
    /// mailbox.
    var auditFields: [String: String] {
        var fields: [String: String] = [:]
        for (language, text) in allTexts {
            fields["title/\(language)"] = text.title
            fields["objectives/\(language)"] = text.objectives
            fields["annex/\(language)"] = text.annex
        }
        fields["categories"] = Self.listed(dossier.categories)
        for document in dossier.documents {
            fields["documents/\(document.file)"] = "\(document.name) (\(document.role.rawValue))"
        }
        // Each in an entry of its own: a group of nine is longer than one value may be.
        for (number, organiser) in presentation.organisers.enumerated() {
            let role = organiser.role.rawValue
            fields["organisers/\(number + 1)"] =
                "\(organiser.name) (\(role), \(organiser.residence))"
        }
        fields["contact"] = dossier.contact
        fields["link"] = Self.listed([presentation.website].compactMap(\.self) + links)
        fields["color"] = dossier.campaign.accent.map { "#\($0.day) #\($0.night)" }
        fields["picture"] = dossier.campaign.picture?.file
        fields["picture/logo"] = presentation.logo.map { $0.file ?? $0.path }
        fields["return-address"] = dossier.campaign.returnAddress
        for (language, text) in dossier.campaign.thanks { fields["thanks/\(language)"] = text }
        for (language, text) in dossier.campaign.shareTexts {
            fields["share-text/\(language)"] = text
        }
        return fields
    }

    /// What it says in each language, its own first.
    var allTexts: [(language: String, text: InitiativeText)] {
        [(language, original)] + translations.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private var links: [String] { presentation.social.map { "\($0.name) \($0.url)" } }

    private static func listed(_ names: [String]) -> String? {
        names.isEmpty ? nil : names.joined(separator: ", ")
    }
}
