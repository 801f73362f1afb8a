package import Kernel
package import Localization

/// How a space moderates: settings that a module with moderated subjects adds to its own.
package enum ModerationSettings {
    /// Before which contributions somebody looks: none, the first of each author, or all.
    package static let review = Setting<String>.choice(
        "review",
        standard: Review.newcomers.rawValue,
        of: Review.allCases.map(\.rawValue)
    )
    /// Within how many hours somebody looks.
    package static let promiseHours = Setting<Int>.number(
        "promise-hours",
        standard: 24,
        in: 1...240
    )
    /// After how many reports something is hidden until somebody has looked; zero for never.
    package static let hideAfterReports = Setting<Int>.number(
        "hide-after-reports",
        standard: 0,
        in: 0...100
    )

    /// When somebody looks.
    package enum Review: String, Sendable, CaseIterable {
        /// Everything is published at once.
        case after
        /// The first contribution of each author waits, later ones do not.
        case newcomers
        /// Everything waits.
        case before
    }

    /// For the manifest of a module.
    package static let declarations = [
        review.declaration, promiseHours.declaration, hideAfterReports.declaration,
    ]

    /// What settings and choices are called, for the manifest of a module.
    package static let words: [String: MessageKey] = [
        "review": "moderation.setting.review",
        "after": "moderation.setting.review.after",
        "newcomers": "moderation.setting.review.newcomers",
        "before": "moderation.setting.review.before",
        "promise-hours": "moderation.setting.promise",
        "hide-after-reports": "moderation.setting.hide",
    ]

    /// What settings are for, for the manifest of a module.
    package static let help: [String: MessageKey] = [
        "review": "moderation.setting.review.help",
        "promise-hours": "moderation.setting.promise.help",
        "hide-after-reports": "moderation.setting.hide.help",
    ]
}

extension SettingValues {
    /// The same with another standard of what is looked at before: for what a module asks of its authors.
    package func reviewing(_ standard: ModerationSettings.Review) -> SettingValues {
        let name = ModerationSettings.review.name
        return SettingValues(all.merging([name: standard.rawValue]) { set, _ in set })
    }

    var review: ModerationSettings.Review {
        ModerationSettings.Review(rawValue: self[ModerationSettings.review]) ?? .newcomers
    }

    /// By when somebody looks at what comes now.
    func promised(at now: Instant) -> Instant {
        now.adding(.seconds(self[ModerationSettings.promiseHours] * 3600))
    }
}
