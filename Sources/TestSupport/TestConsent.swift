import Accounts

/// What a form of accounts says of its sender, beside a ticked box.
package enum TestConsent {
    /// That they could read the text on personal data which comes with the program.
    package static let read = ("privacy", Consent.builtInVersion)
}
