import Localization

extension SubjectCard {
    /// As lists call it: what its author took back says that in words.
    func name(_ t: Translator) -> String { isWithdrawn ? t("moderation.withdrawn") : title }
}
