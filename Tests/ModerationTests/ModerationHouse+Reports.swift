import Accounts
import Kernel
import Notifications
import Storage
import TestSupport

@testable import Moderation
@testable import Spaces

/// What people do about what others wrote, in the house of moderation.
extension ModerationHouse {
    /// A report by somebody; a visitor's comes from a network.
    func report(
        _ subject: Subject,
        by actor: Actor = .visitor,
        from network: [UInt8]? = [192, 0, 2, 1],
        _ category: ModerationCategory = .illegalSpeech,
        email: String? = nil,
        in language: LanguageTag = .english
    ) async throws -> Result<FollowNumber, ReportRefusal> {
        let report = NewReport(
            subject: subject,
            category: category,
            explanation: "It hurts.",
            email: email,
            language: language,
            network: actor.memberID == nil ? network : nil
        )
        return try await desk.report(report, in: site(actor))
    }

    /// Something that waits, reported by a visitor: its case.
    func reported(_ text: String, by author: Member.ID, in space: Int = 1) async throws -> Int {
        let subject = try await seen(text, by: author, in: space)
        _ = try await report(subject, from: Array(subject.description.utf8)).get()
        return try await database.write(in: site(), isolation: .lockedRows) { transaction in
            let found = try CaseStore.lockOpen(of: subject, in: &transaction)
            return found?.number ?? 0
        }
    }

    /// Decides a case as it stands now.
    func decide(
        _ decision: Decision,
        on number: Int,
        by moderator: Moderator
    ) async throws -> Result<Int, DecideRefusal> {
        let revision = try await database.read(in: site()) { transaction in
            try CaseStore.find(number, in: &transaction)?.revision ?? 0
        }
        return try await desk.decide(decision, on: number, over: revision, by: moderator)
    }

    /// What happened, as everybody reads it.
    func figures() async throws -> ModerationFigures {
        try await desk.transparency(in: site(.visitor)).all
    }

    /// What somebody has been told so far.
    func told(_ name: String) async throws -> [TestLetter] {
        try await run("moderation.letters")
        return try await house.letters(to: "\(name)@example.org")
    }

    /// The token of the link by which somebody contests a decision, from their last letter.
    func appealToken(_ address: String) async throws -> String? {
        try await run("moderation.letters")
        let letters = try await house.letters(to: address)
        let links = letters.map(\.links).joined().filter { $0.contains("/appeals/") }
        return links.last?.split(separator: "/").last.map(String.init)
    }
}

extension ModerationHouse {
    /// Forgets a member as the deletion of their account does: the account itself goes last.
    func erase(_ member: Member.ID) async throws {
        let accounts = house.accounts
        let sources = [
            accounts.ownData, moderation.ownData,
            suggestions.personalData.inEverySpace(of: "suggestions"),
            house.host.notifications.ownData,
        ]
        try await database.write(in: site()) { transaction in
            for source in sources.reversed() { try source.erase(member, &transaction) }
        }
    }
}

extension TestLetter {
    /// Its text, without the ends of lines that belong together.
    var flat: String { text.replacing(" \n", with: " ") }
}
