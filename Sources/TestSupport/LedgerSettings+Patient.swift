package import Ledger

extension LedgerSettings {
    /// Waits as long as hundreds of other tests may take meanwhile: what a test does not ask of time must not
    /// depend on it.
    package static var patient: LedgerSettings {
        var settings = LedgerSettings()
        settings.wait = .seconds(120)
        settings.answer = .seconds(130)
        return settings
    }
}
