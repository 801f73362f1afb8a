import Localization
import Markup

extension SelectField {
    /// What is wrong with a text, in the words in which people choose it.
    static func category(_ selected: String, problem: String?, _ t: Translator) -> SelectField {
        SelectField(
            FieldFrame(
                name: "category",
                label: t("moderation.report.category"),
                problem: problem
            ),
            choices: ModerationCategory.offered.map { category in
                Choice(value: category.rawValue, label: t(category.title))
            },
            selected: selected,
            placeholder: t("moderation.report.choose")
        )
    }
}
