package import Kernel

/// An institution that `parvis seed demo` makes, with a space for each module that is shown there.
package struct DemoSite: Sendable, Hashable {
    /// Its short name, which is where it is found: `eci.localhost`.
    package let id: String
    package let name: LocalizedText
    /// In which its pages are offered, the default first.
    package let languages: [LanguageTag]

    package init(id: String, name: LocalizedText, languages: [LanguageTag]) {
        self.id = id
        self.name = name
        self.languages = languages
    }

    /// The one that every demonstration has.
    package static let eci = DemoSite(
        id: "eci",
        name: LocalizedText(
            "European Citizens’ Initiative (demonstration)",
            others: [.french: "Initiative citoyenne européenne (démo)"]
        ),
        languages: [.english, .french]
    )
}
