import Audit
import Kernel
import Storage
import Web

/// A page in an institution's own words gives way to the text that comes with the program, from a day on.
extension LegalPages {
    /// Whether the text that comes with the program can be the next version: one of the institution's own is in
    /// force, and whatever is not in force yet is a draft.
    static func canGiveWay(
        _ page: SiteLook.Link,
        _ versions: [LegalVersion],
        at now: Instant
    ) -> Bool {
        guard page.passages != nil, let newest = versions.first,
            let current = versions.first(where: { $0.isInForce(at: now) }), !current.isBuiltIn
        else { return false }
        return newest.number == current.number || newest.isWritten
    }

    /// Makes the text that comes with the program the next version: a new one, or the draft that there is, whose
    /// own texts are kept for whoever changes their mind.
    func giveWay(_ page: SiteLook.Link, in scope: Scope) async throws -> Result<Int, Refusal> {
        try await changing(page, in: scope) { versions, transaction in
            guard let newest = versions.first,
                Self.canGiveWay(page, versions, at: transaction.now)
            else { throw Refusal.notOpen }
            var number = newest.number
            if !newest.isWritten {
                guard versions.count < Limits.legalVersions else { throw Refusal.tooMany }
                number += 1
                guard try LegalStore.add(number, of: page, in: &transaction) else {
                    throw Refusal.changedMeanwhile
                }
            }
            try LegalStore.set(isBuiltIn: true, for: page, number, in: &transaction)
            try note("legal-built-in", page, ["version": String(number)], in: &transaction)
            return number
        }
    }

    /// Makes such a draft one in the institution's own words: with those that it had, else with those in force.
    func stayOwn(_ page: SiteLook.Link, in scope: Scope) async throws -> Result<Int, Refusal> {
        try await changing(page, in: scope) { versions, transaction in
            guard let draft = versions.first, draft.isBuiltIn, draft.inForceAt == nil else {
                throw Refusal.notOpen
            }
            try LegalStore.set(isBuiltIn: false, for: page, draft.number, in: &transaction)
            if draft.languages.isEmpty, let current = versions.dropFirst().first {
                for (language, text) in try Self.texts(of: current, in: &transaction) {
                    try LegalStore.set(text, in: language, of: page, draft.number, in: &transaction)
                }
            }
            try note("legal-own", page, ["version": String(draft.number)], in: &transaction)
            return draft.number
        }
    }
}
