package import Localization

extension WorkQueue.Refusal {
    /// Why nothing was queued, for whoever asked for it.
    package func sentence(_ t: Translator) -> String {
        switch self {
        case .tooManyOfMember: t("work.refused.tooManyOfMember")
        case .tooManyOfInstitution: t("work.refused.tooManyOfInstitution")
        case .gone: t("work.refused.gone")
        case .inputTooLong: t("work.refused.inputTooLong")
        }
    }
}
