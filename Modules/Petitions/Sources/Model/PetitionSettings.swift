import Kernel
import Localization

/// What can be set of the petitions of a space.
enum PetitionSettings {
    static let threshold = Setting<Int>.number(
        "threshold",
        standard: 100_000,
        in: 1...100_000_000
    )
    static let months = Setting<Int>.number("months", standard: 6, in: 1...36)
    static let supporters = Setting<Int>.number("supporters", standard: 0, in: 0...1000)
    static let admissibilityDays = Setting<Int>.number(
        "admissibility-days",
        standard: 15,
        in: 1...365
    )
    static let correctionDays = Setting<Int>.number("correction-days", standard: 30, in: 1...365)
    static let contestDays = Setting<Int>.number("contest-days", standard: 30, in: 1...365)
    /// How whoever signs is known: by a provider of identity, or by an email that they answer.
    static let confirmation = Setting<String>.choice(
        "confirmation",
        standard: "provider",
        of: ["provider", "email"]
    )
    /// Whether two people may sign by one address of email.
    static let couples = Setting<Bool>.flag("couples", standard: false)
    /// Whether whoever signs says in which territory they live.
    static let territories = Setting<Bool>.flag("territories", standard: false)

    static let declarations = [
        threshold.declaration, months.declaration, supporters.declaration,
        admissibilityDays.declaration, correctionDays.declaration, contestDays.declaration,
        confirmation.declaration, couples.declaration, territories.declaration,
    ]

    /// What they are called, and their choices.
    static let words: [String: MessageKey] = [
        "sign": "petitions.feature.sign",
        "write": "petitions.feature.write",
        "threshold": "petitions.setting.threshold",
        "months": "petitions.setting.months",
        "supporters": "petitions.setting.supporters",
        "admissibility-days": "petitions.setting.admissibility-days",
        "correction-days": "petitions.setting.correction-days",
        "contest-days": "petitions.setting.contest-days",
        "confirmation": "petitions.setting.confirmation",
        "provider": "petitions.setting.confirmation.provider",
        "email": "petitions.setting.confirmation.email",
        "couples": "petitions.setting.couples",
        "territories": "petitions.setting.territories",
    ]

    static let help: [String: MessageKey] = [
        "threshold": "petitions.setting.threshold.help",
        "months": "petitions.setting.months.help",
        "supporters": "petitions.setting.supporters.help",
        "admissibility-days": "petitions.setting.admissibility-days.help",
        "correction-days": "petitions.setting.correction-days.help",
        "contest-days": "petitions.setting.contest-days.help",
        "confirmation": "petitions.setting.confirmation.help",
        "couples": "petitions.setting.couples.help",
        "territories": "petitions.setting.territories.help",
    ]
}
