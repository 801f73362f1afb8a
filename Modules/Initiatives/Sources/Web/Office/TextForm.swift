import Kernel
import Localization
import Web

/// The texts of an initiative in one language, as they are typed.
struct TextForm: Sendable {
    let title: String
    let objectives: String
    let annex: String

    static let empty = TextForm(title: "", objectives: "", annex: "")

    init(title: String, objectives: String, annex: String) {
        self.title = title
        self.objectives = objectives
        self.annex = annex
    }

    init(_ text: InitiativeText) {
        self.init(title: text.title, objectives: text.objectives, annex: text.annex ?? "")
    }

    init(_ data: FormData, language: LanguageTag) {
        self.init(
            title: data["title-\(language)"],
            objectives: data["objectives-\(language)"],
            annex: data["annex-\(language)"]
        )
    }

    var isEmpty: Bool { title.isEmpty && objectives.isEmpty && annex.isEmpty }

    /// The texts; nil where something is missing or longer than the law allows, which is said beside its field.
    func text(
        in language: LanguageTag,
        isOriginal: Bool,
        _ typed: inout Typed,
        _ t: Translator
    ) -> InitiativeText? {
        let text = InitiativeText(
            title: Self.oneLine(title),
            objectives: Self.lines(objectives),
            annex: annex.isEmpty ? nil : Self.lines(annex)
        )
        var isFine = true
        for part in [InitiativeText.Part.title, .objectives] where text.text(of: part).isEmpty {
            typed.refuse(
                "\(part.rawValue)-\(language)",
                t(MessageKey("initiatives.office.text.missing", part.rawValue))
            )
            isFine = false
        }
        for part in text.tooLong(isOriginal: isOriginal) {
            let most = part.most(isOriginal: isOriginal)
            let key: MessageKey =
                part.countsSpaces
                ? "initiatives.office.text.long" : "initiatives.office.text.long.unspaced"
            typed.refuse("\(part.rawValue)-\(language)", t(key, ["number": .number(most)]))
            isFine = false
        }
        return isFine ? text : nil
    }

    /// A title is one line, whatever was pasted.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Browsers send the ends of lines as two characters.
    private static func lines(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .joined(separator: "\n")
    }
}
