import HTTPTypes
import Kernel
import Localization
import Markup
import NIOCore

/// What a connection answers when a request never reaches a page: too large, too slow, too many.
///
/// Written once at start for every language, because a connection has no time to build a page.
package struct RefusalPages: Sendable {
    private let bodies: [String: [LanguageTag: ByteBuffer]]
    private let languages: [LanguageTag]

    package init(pages: PageBuilder) {
        languages = [.english] + pages.translations.languages.filter { $0 != .english }
        var bodies: [String: [LanguageTag: ByteBuffer]] = [:]
        for name in ["tooLarge", "requestTimeout", "unavailable", "outcomeUnknown", "malformed"] {
            for language in languages {
                let t = pages.translations.translator(for: language)
                let title = t(MessageKey("error", name + ".title"))
                let body = ErrorBody(title: title, text: t(MessageKey("error", name + ".text")))
                let page = pages.bare(title: title, content: body.html, t: t)
                bodies[name, default: [:]][language] = ByteBuffer(bytes: page.bytes)
            }
        }
        self.bodies = bodies
    }

    /// The page for a status, in the best language for the reader.
    package var body: RefusalBody {
        { status, acceptLanguage in
            let preference = LanguagePreference(acceptLanguage: acceptLanguage)
            let language = preference.best(of: languages) ?? .english
            return bodies[Self.name(of: status)]?[language] ?? ByteBuffer()
        }
    }

    private static func name(of status: HTTPResponse.Status) -> String {
        switch status {
        case .contentTooLarge: "tooLarge"
        case .requestTimeout: "requestTimeout"
        case .serviceUnavailable: "unavailable"
        case .gatewayTimeout: "outcomeUnknown"
        default: "malformed"
        }
    }
}
