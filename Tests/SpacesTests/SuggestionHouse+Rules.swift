import Kernel
import TestSupport
import Testing

@testable import Spaces

extension SuggestionHouse {
    /// Decides about a step of suggestions, or a state, in one of the spaces.
    @discardableResult
    func set(
        _ name: String,
        in space: Int,
        because reason: String = "A test asks",
        covers: Bool = false,
        _ change: (inout SpaceRule.Terms) -> Void
    ) async throws -> SpaceRule {
        try await ask(name, in: space, because: reason, covers: covers, change).get()
    }

    /// The same where it may be refused.
    func ask(
        _ name: String,
        in space: Int,
        part: SpaceRule.Part = .step,
        because reason: String = "A test asks",
        covers: Bool = false,
        _ change: (inout SpaceRule.Terms) -> Void
    ) async throws -> Result<SpaceRule, RuleChange.Refusal> {
        let place = SpaceRule.Place(workflow: .suggestion, part: part, name: name)
        let old = try await self.space(space)?.rules.last(about: place)
        var terms = old?.terms ?? SpaceRule.Terms()
        change(&terms)
        var wish = RuleChange(place, terms: terms, expected: old?.number ?? 0)
        wish.reason = reason
        wish.coversRunning = covers
        return try await house.tenants.set(wish, in: Space.ID(space), scope(0))
    }
}
