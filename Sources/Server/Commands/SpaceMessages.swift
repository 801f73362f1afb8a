import ArgumentParser
import Kernel
import Spaces

/// Refusals as sentences for an operator.
enum SpaceMessages {
    static func error(_ refusal: SpaceChange.Refusal) -> ValidationError {
        ValidationError(sentence(refusal))
    }

    private static func sentence(_ refusal: SpaceChange.Refusal) -> String {
        switch refusal {
        case .unknownTenant: "There is no such institution."
        case .phaseOver: "Only a phase that goes on and has an end can be extended."
        case .notLater: "The new end must be later than the present one."
        case .invalidReason: "A reason must have 1 to 300 visible characters."
        case .tooManyExtensions: "A space was extended too often."
        case .changedMeanwhile: "Somebody else has changed it meanwhile."
        case .unknownSpace: "There is no space at this address."
        case .unknownModule(let name): "This program has no module \(name)."
        case .tooMany: "An institution has at most \(Limits.spacesPerTenant) spaces."
        case .invalidSlug(let slug): "\(slug) is no address for a space, or it is a page's."
        case .slugTaken(let slug): "Another space has the address \(slug)."
        case .languageNotOffered(let tag): "The institution has no pages in \(tag)."
        case .invalidTitle: "A title must have 1 to 120 visible characters."
        case .invalidPurpose: "A purpose must have 1 to 300 visible characters."
        case .notBackToDraft: "What was published is no draft again: archive it instead."
        case .unknownSetting(let name): "Its module has no setting \(name)."
        case .unfitSetting(let name): "The setting \(name) does not take this value."
        case .unknownFeature(let name): "Its module has no feature \(name)."
        case .invalidPhase(let name):
            "The phase \(name) needs a name of a-z, 0-9 and hyphens, and an end after its beginning."
        case .repeatedPhase(let name): "Two phases are called \(name)."
        case .overlapping(let name, let other):
            "The phases \(name) and \(other) go on at once. One ends before the other begins."
        case .lengthened(let name):
            "The phase \(name) goes on: extend it with a reason, which everybody reads. See: parvis space extend"
        case .reopened(let name): "The phase \(name) is over. Add another one."
        case .removedPhase(let name):
            "The phase \(name) has begun: it stays, and keeps its name."
        case .backdatedPhase(let name): "The phase \(name) is new: let it begin after today."
        case .tooManyPhases: "A space has at most \(Limits.phasesPerSpace) phases."
        }
    }

    static func line(_ phase: Phase, in zone: CivilZone) -> String {
        let features = phase.features.map(\.name).sorted().joined(separator: ", ")
        let from = phase.opensAt.map { zone.date(at: $0).iso } ?? "…"
        let to = phase.closesAt.map { zone.date(at: $0.adding(.seconds(-1))).iso } ?? "…"
        return "\(phase.name): \(from) to \(to), opens \(features.isEmpty ? "nothing" : features)"
    }
}
