import Audit
import Kernel
import Spaces
import Storage

extension Initiatives {
    /// Why nothing of an initiative was changed.
    enum EditRefusal: Error, Equatable, Sendable {
        case notFound
        /// Somebody else has changed it since it was shown.
        case changedMeanwhile
        /// A file is not there any more; it has to be chosen again.
        case fileGone
    }

    /// Changes something of an initiative that was shown with this revision.
    ///
    /// `change` gets it as it is; what it leaves as it was is not written. `publicly` is what everybody will read
    /// of the change; nil for what the page shows by itself.
    func edit(
        _ id: Initiative.ID,
        expecting revision: Int,
        publicly note: InitiativeChangeStore.New? = nil,
        in scope: Scope,
        _ change: @escaping @Sendable (inout Initiative, inout Transaction) throws -> Void
    ) async throws -> Result<Void, EditRefusal> {
        let audit = host.audit
        do {
            try await host.database.write(in: scope) { transaction in
                let number = try InitiativeStore.revise(
                    id,
                    expecting: revision,
                    isPublic: note != nil,
                    in: &transaction
                )
                guard let number, let before = try InitiativeStore.find(id, in: &transaction)
                else { throw EditRefusal.changedMeanwhile }
                var after = before
                try change(&after, &transaction)
                try Self.write(after, insteadOf: before, in: &transaction)
                if let note {
                    try InitiativeChangeStore.add(note, number: number, of: id, in: &transaction)
                }
                try audit.note(
                    AuditNote(
                        Self.changed,
                        of: .initiative,
                        id.text,
                        before: before.auditFields,
                        after: after.auditFields
                    ),
                    in: &transaction
                )
            }
            return .success(())
        } catch let refusal as EditRefusal {
            return .failure(refusal)
        }
    }

    private static func write(
        _ after: Initiative,
        insteadOf before: Initiative,
        in transaction: inout Transaction
    ) throws {
        if after.original != before.original || after.translations != before.translations {
            try InitiativeStore.setTexts(of: after, in: &transaction)
            try index(after, in: &transaction)
        }
        if after.presentation != before.presentation || after.dossier != before.dossier {
            try InitiativeStore.setDossier(of: after, in: &transaction)
        }
    }

    /// What it says in one language from now on; what it said before stays readable, with the reason.
    func replace(
        _ text: InitiativeText,
        in language: String,
        of initiative: Initiative,
        reason: String,
        in scope: Scope
    ) async throws -> Result<Void, EditRefusal> {
        let earlier =
            language == initiative.language
            ? initiative.original : initiative.translations[language]
        // What was never said is no correction.
        let note = earlier.map {
            InitiativeChangeStore.New(kind: .text, about: language, reason: reason, earlier: $0)
        }
        return try await edit(
            initiative.id,
            expecting: initiative.revision,
            publicly: note,
            in: scope
        ) { initiative, _ in
            initiative.say(text, in: language)
        }
    }
}

extension Initiative {
    /// Replaces a text in one of its languages.
    mutating func say(_ text: InitiativeText, in language: String) {
        guard language == self.language else {
            translations[language] = text
            return
        }
        title = text.title
        objectives = text.objectives
        annex = text.annex
        isShortened = false
    }
}
