package import Kernel
package import Mail
package import Pictures
package import Web

/// What an operator wants to be different about an institution; what is not named stays.
package struct TenantChange: Sendable {
    /// A part of the look that can be taken away again.
    package enum Part: Hashable, Sendable {
        case color
        case picture(SiteLook.Picture.Kind)
        case link(SiteLook.Link)
        /// Who sends its letters, and who gets the answers.
        case mail

        /// As commands name it.
        package var name: String {
            switch self {
            case .color: "color"
            case .picture(let kind): kind.rawValue
            case .link(let link): link.rawValue
            case .mail: "mail"
            }
        }

        /// In the order in which commands name them.
        package static let all: [Part] =
            [.color] + SiteLook.Picture.Kind.allCases.map { .picture($0) }
            + SiteLook.Link.allCases.map { .link($0) } + [.mail]
    }

    /// The mark of the institution as whoever changes it saw it; nothing is changed when it is another one.
    package var expected: String?
    /// In its first language.
    package var name: String?
    /// In any of its languages; an empty one is taken away, except in the first.
    package var names: [LanguageTag: String] = [:]
    /// What people can do there, in a sentence; an empty one is taken away.
    package var purposes: [LanguageTag: String] = [:]
    package var zone: CivilZone?
    /// In which it has pages, the main one first; by itself, because texts depend on it.
    package var languages: [LanguageTag]?
    package var color: String?
    /// By night; made from the other when it is not given.
    package var nightColor: String?
    package var pictures: [SiteLook.Picture.Kind: [UInt8]] = [:]
    package var links: [SiteLook.Link: String] = [:]
    /// What the logo says beside the name, in any of its languages; an empty one is taken away.
    package var logoTexts: [LanguageTag: String] = [:]
    /// Who sent its letters when whoever changes that saw it; nothing is changed when it is another one.
    package var expectedSender: MailSender?
    /// The address that sends its letters.
    package var mailSender: String?
    /// Where answers to its letters go.
    package var mailReplyTo: String?
    package var removals: [Part] = []

    package init() {}

    /// Whether nothing was asked for.
    var isEmpty: Bool {
        name == nil && names.isEmpty && purposes.isEmpty && logoTexts.isEmpty && languages == nil
            && zone == nil && color == nil && nightColor == nil && pictures.isEmpty
            && links.isEmpty && removals.isEmpty && mailSender == nil && mailReplyTo == nil
    }

    /// What was done with what was asked for.
    package struct Report: Sendable {
        /// A colour as it was asked for and as it can be read.
        package struct Shade: Sendable, Hashable {
            /// Nil when it was made from the colour of the day.
            package let asked: Color?
            package let used: Color
        }

        package var day: Shade?
        package var night: Shade?
        package var pictures: [SiteLook.Picture.Kind: Picture] = [:]
    }

    /// Why nothing was changed.
    package enum Refusal: Error, Hashable, Sendable {
        case unknownTenant
        /// Somebody else has changed it since it was shown.
        case changedMeanwhile
        case nothingToDo
        case invalidName
        case invalidPurpose
        case invalidLogoText
        /// It has no pages in that language.
        case languageNotOffered(LanguageTag)
        /// It has to speak one.
        case noLanguage
        /// Nobody has written its name in what would be its main language.
        case nameless(LanguageTag)
        /// A text is written in that language and in none of those that would be left.
        case onlyLanguage(LanguageTag, WrittenPlace)
        case noColor(String)
        /// The colour of the night alone.
        case nightWithoutDay
        case unreadableColor(Color, nearest: Color, isNight: Bool)
        case picture(SiteLook.Picture.Kind, Picture.Refusal)
        /// A browser shows it in a square.
        case iconNotSquare
        case invalidLink(SiteLook.Link)
        case invalidMailAddress(String)
        /// Staff may not send from that domain.
        case foreignMailDomain(String)
    }
}

extension SiteLook.Picture.Kind {
    /// How large a picture of this kind may be, in pixels.
    package var bounds: Picture.Bounds {
        switch self {
        case .logo: Picture.Bounds(bytes: 512 * 1024, width: 36...2000, height: 36...1000)
        case .favicon: Picture.Bounds(bytes: 128 * 1024, width: 16...512, height: 16...512)
        case .share: Picture.Bounds(bytes: 512 * 1024, width: 600...2400, height: 315...1260)
        }
    }
}
