import Localization
import Notifications

/// What members are told of petitions by mail.
extension Petitions {
    /// That one's own petition took a step: it has to be told.
    static let moved = NotificationKind(
        "petitions.moved",
        isDuty: true,
        title: "petitions.notice.moved"
    ) { told, t in
        let step = told.details["step"] ?? ""
        return t(MessageKey("petitions.notice.step", step), ["title": .text(told.title)])
    }

    /// That something else happened to one's own petition.
    static let news = NotificationKind(
        "petitions.news",
        standard: .daily,
        title: "petitions.notice.news"
    ) { told, t in
        let kind = told.details["kind"] ?? ""
        return t(MessageKey("petitions.notice.event", kind), ["title": .text(told.title)])
    }

    /// What staff have to look at.
    static let arrived = NotificationKind(
        "petitions.arrived",
        standard: .daily,
        title: "petitions.notice.arrived"
    ) { told, t in
        let step = told.details["step"] ?? ""
        return t(MessageKey("petitions.notice.arrived", step), ["title": .text(told.title)])
    }
}
