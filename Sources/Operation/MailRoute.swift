import ArgumentParser
package import Mail

/// Where the letters of an installation go.
package enum MailRoute: Sendable {
    case server(SMTPSettings)
    /// In development: files, and a page that shows them.
    case folder(String)
    /// Nowhere: they wait in the outbox.
    case none

    /// A mail server that is set is used in development too.
    ///
    /// Throws a sentence that repeats nothing of an address: it may hold a password.
    package init(settings: Settings) throws {
        if let url = settings.find(.mailURL) {
            do {
                let password = settings.find(.mailPassword)?.value
                self = .server(try SMTPSettings(url.value, password: password))
            } catch {
                throw ValidationError("--mail-url: \(error.description)")
            }
        } else if try settings.isOn(.development) {
            self = .folder(settings.text(.data) + "/mail")
        } else {
            self = .none
        }
    }

    /// Whether letters are kept for whoever works on the pages.
    var isFolder: Bool {
        if case .folder = self { true } else { false }
    }

    /// The address that sends where an institution has set none; nil for one at its own host.
    static func sender(settings: Settings) throws -> MailAddress? {
        guard let text = settings.find(.mailFrom)?.value else { return nil }
        guard let address = MailAddress(text) else {
            throw ValidationError("--mail-from must be an address: no-reply@example.org.")
        }
        return address
    }
}
