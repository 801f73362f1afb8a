package import Kernel
import Localization
import Markup
package import Spaces
import Storage
package import Web

/// What waits for the institution: periods that end, answers that are due, proposals for a second person, and
/// counts that are not right.
extension Petitions {
    package func concerns(
        in spaces: [Space],
        for visitor: VisitorContext
    ) async throws -> [Concern] {
        let session = visitor.visit.session
        let managed = spaces.filter { session?.allows(Self.manage, in: $0) == true }.map(\.id)
        let examined = spaces.filter { session?.allows(Self.examine, in: $0) == true }.map(\.id)
        let horizon = DuePressure.horizon(at: visitor.now)
        let found = try await host.database.read(in: visitor.scope) { transaction in
            Waiting(
                due: try PetitionStore.due(
                    [.submitted, .reached, .takenUp, .examination],
                    by: horizon,
                    in: managed,
                    in: &transaction
                ),
                counts: try PetitionStore.waiting(
                    in: [.submitted, .takenUp, .examination],
                    of: managed,
                    in: &transaction
                ),
                invalidations: try PetitionInvalidationStore.waiting(
                    in: examined,
                    in: &transaction
                ),
                alarms: try PetitionStore.alarmed(in: managed, in: &transaction)
            )
        }
        var concerns = found.due.map { concern(about: $0, for: visitor) }
        concerns += found.counts.map { concern(about: $0, for: visitor) }
        concerns += found.invalidations.map { concern(about: $0, for: visitor) }
        concerns += found.alarms.map { concern(about: $0, for: visitor) }
        return concerns
    }

    private struct Waiting: Sendable {
        let due: [DuePetition]
        let counts: [WaitingPetitions]
        let invalidations: [WaitingInvalidation]
        let alarms: [PetitionAlarm]
    }

    private func path(_ space: Space.ID, _ visitor: VisitorContext) -> Path {
        OfficeRoutes.path(of: Self.manifest.id, in: space, visitor)
    }

    private func concern(about due: DuePetition, for visitor: VisitorContext) -> Concern {
        let t = visitor.t
        let isOver = due.dueAt <= visitor.now
        let words: MessageKey =
            due.stage == .submitted ? "petitions.concern.admission" : "petitions.concern.answer"
        return Concern(
            isOver ? .late : .soon,
            t(words, ["title": .text(due.title)]),
            by: due.dueAt,
            link: NavigationLink(
                path: path(due.space, visitor).appending(due.id.text),
                label: t("petitions.concern.look")
            )
        )
    }

    private func concern(
        about waiting: WaitingPetitions,
        for visitor: VisitorContext
    ) -> Concern {
        let t = visitor.t
        let isNew = waiting.stage == .submitted
        let words: MessageKey =
            isNew ? "petitions.concern.submitted" : "petitions.concern.unanswered"
        let list = path(waiting.space, visitor)
        return Concern(
            .open,
            t(words, ["count": .number(waiting.count)]),
            link: NavigationLink(
                path: isNew ? list : list.with("state", OfficeFilter.answer.rawValue),
                label: t("petitions.office.open")
            )
        )
    }

    private func concern(
        about waiting: WaitingInvalidation,
        for visitor: VisitorContext
    ) -> Concern {
        let t = visitor.t
        return Concern(
            .open,
            t(
                "petitions.concern.invalidations",
                [
                    "count": .number(waiting.count), "number": .text(waiting.petition.text),
                ]
            ),
            link: NavigationLink(
                path: path(waiting.space, visitor)
                    .appending(waiting.petition.text, "invalidations"),
                label: t("petitions.concern.look")
            )
        )
    }

    private func concern(about alarm: PetitionAlarm, for visitor: VisitorContext) -> Concern {
        let t = visitor.t
        return Concern(
            .late,
            t("petitions.concern.alarm", ["number": .text(alarm.id.text)]),
            by: alarm.at,
            link: NavigationLink(
                path: path(alarm.space, visitor).appending(alarm.id.text),
                label: t("petitions.concern.look")
            )
        )
    }
}
