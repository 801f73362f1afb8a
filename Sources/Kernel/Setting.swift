/// One thing that can be set in a space, with what it is while nobody has set it.
///
/// A module declares its settings once, and reads them through the declaration, which knows their
/// type: `space.settings[Self.supportsPerPerson]`.
package struct Setting<Value: Sendable>: Sendable {
    package let name: String
    package let standard: Value
    let kind: SettingKind
    let read: @Sendable (String) -> Value?

    /// The same for whoever only knows that it is one: forms, the command line, tests.
    package var declaration: SettingDeclaration {
        SettingDeclaration(name: name, kind: kind, standard: kind.text(standard))
    }
}

extension Setting<Bool> {
    /// Something that is on or off.
    package static func flag(_ name: String, standard: Bool) -> Setting {
        Setting(name: name, standard: standard, kind: .flag) { SettingKind.flag.bool($0) }
    }
}

extension Setting<Int> {
    /// A number between bounds, both of them included.
    package static func number(
        _ name: String,
        standard: Int,
        in bounds: ClosedRange<Int>
    ) -> Setting {
        precondition(bounds.contains(standard), "\(name) begins outside of its bounds")
        let kind = SettingKind.number(bounds)
        return Setting(name: name, standard: standard, kind: kind) { text in
            kind.accepts(text) ? Int(text) : nil
        }
    }
}

extension Setting<String> {
    /// One of a few words.
    package static func choice(_ name: String, standard: String, of words: [String]) -> Setting {
        precondition(words.contains(standard), "\(name) begins with none of its words")
        let kind = SettingKind.choice(words)
        return Setting(name: name, standard: standard, kind: kind) { kind.accepts($0) ? $0 : nil }
    }
}

/// What the value of a setting can be.
package enum SettingKind: Sendable, Hashable {
    case flag
    case number(ClosedRange<Int>)
    case choice([String])

    /// Whether a text, as it is stored and typed, is such a value.
    package func accepts(_ text: String) -> Bool {
        switch self {
        case .flag: bool(text) != nil
        case .number(let bounds):
            Int(text).map { bounds.contains($0) && String($0) == text } ?? false
        case .choice(let words): words.contains(text)
        }
    }

    func bool(_ text: String) -> Bool? {
        switch text {
        case "yes": true
        case "no": false
        default: nil
        }
    }

    func text(_ value: some Sendable) -> String {
        switch value {
        case let flag as Bool: flag ? "yes" : "no"
        case let number as Int: String(number)
        case let text as String: text
        default: preconditionFailure("no setting has such a value")
        }
    }
}

/// A setting as forms and the command line know it.
package struct SettingDeclaration: Sendable, Hashable {
    package let name: String
    package let kind: SettingKind
    /// What it is while nobody has set it, as it would be stored.
    package let standard: String
}

/// What has been set in a space, by name.
package struct SettingValues: Hashable, Sendable {
    private let texts: [String: String]

    package init(_ texts: [String: String] = [:]) { self.texts = texts }

    /// What is set; the standard where nothing is, or where a newer program no longer takes it.
    package subscript<Value>(_ setting: Setting<Value>) -> Value {
        texts[setting.name].flatMap(setting.read) ?? setting.standard
    }

    /// Everything that is set, as it is stored.
    package var all: [String: String] { texts }

    /// As it is stored; nil where nothing is set.
    package subscript(text name: String) -> String? { texts[name] }
}
