import Kernel
import Localization
import Web

extension ShareLinks {
    /// To an initiative, in the words of its organisers where they have some.
    init(initiative: Initiative, visitor: VisitorContext) {
        let language = visitor.visit.language.text
        let title = initiative.said(in: language).title
        let own = initiative.dossier.campaign.shareTexts[language]
        let standard = visitor.t("initiatives.share.text", ["title": .text(title)])
        self.init(
            of: visitor.spacePath(initiative.id.text),
            title: title,
            words: [own, standard].compactMap(\.self),
            visitor: visitor
        )
    }
}
