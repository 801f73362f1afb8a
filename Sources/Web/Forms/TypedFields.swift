import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

extension FormData {
    /// What was typed and may stand on a page again: everything but what proves who somebody is.
    var returnable: [(name: String, value: String)] {
        fields.filter { !Self.isSecret($0.name) }
    }

    /// Passwords, secrets and one-time codes, by the names that their fields have; a postal code is none.
    private static func isSecret(_ name: String) -> Bool {
        ["code", "password", "secret"].contains(name) || name.hasSuffix("-password")
    }
}

extension Request {
    /// Whether somebody sent a form.
    var carriesForm: Bool {
        let type = headers[.contentType] ?? ""
        return method == .post && type.hasPrefix("application/x-www-form-urlencoded")
    }

    /// Takes the form in whole, so that it can be read again when it could not be taken; one with
    /// files stays a stream, that can be read once.
    ///
    /// Throws `tooLarge`.
    mutating func keepForm(_ rules: BodyRules) async throws {
        if carriesFiles { body = RequestBody(asyncSequence: OnceBody(body)) }
        guard carriesForm else { return }
        do {
            _ = try await collectBody(upTo: rules.fieldBytes)
        } catch is NIOTooManyBytesError {
            throw PageError.tooLarge
        }
    }

    /// What was typed, whoever has read it; nil when nobody can say.
    func typed(_ kept: KeptForm, _ rules: BodyRules) async -> FormData? {
        if let form = kept.form { return form }
        return carriesFiles
            ? try? await FormReader(rules: rules, kept: kept).read(self, into: nil)
            : try? await form(rules)
    }
}
