import Files
import Kernel
import Localization
import Markup
import Spaces
import Web

/// Fields that several forms of the office have.
enum OfficeFields {
    /// A document of what is told; `file` has arrived with a form in which something else was wrong.
    static func document(_ file: StoredFile?, _ typed: Typed, _ t: Translator) -> UploadField {
        UploadField(
            FieldFrame(
                name: "file",
                label: t("petitions.office.document"),
                problem: typed.problem("file")
            ),
            allowed: OfficePetitionSteps.rules.allowed(t),
            accept: OfficePetitionSteps.rules.accept,
            arrived: file.map { .init($0, field: "file", t) },
            isRequired: false,
            t: t
        )
    }

    /// Where more can be read of it.
    static func address(_ url: String, _ typed: Typed, _ t: Translator) -> TextField {
        typed.line(
            "url",
            t("petitions.office.url"),
            url,
            hint: t("petitions.office.url.hint"),
            maximum: Limits.linkBytes
        )
    }

    /// The name of a legislature.
    static func legislature(_ name: String, _ typed: Typed, _ t: Translator) -> TextField {
        typed.line(
            "legislature",
            t("petitions.office.legislature.name"),
            name,
            hint: t("petitions.office.legislature.name.hint"),
            maximum: Limits.legislatureCharacters,
            isRequired: true
        )
    }

    /// Whether the text of a petition is kept from readers with this reason.
    static func hiding(_ isChecked: Bool, _ t: Translator) -> CheckboxField {
        CheckboxField(
            FieldFrame(
                name: "hidden",
                label: t("petitions.office.reason.hide"),
                hint: "\(t("petitions.office.reason.hide.hint"))"
            ),
            isChecked: isChecked
        )
    }
}
