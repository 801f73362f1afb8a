import HTTPTypes
import Kernel
import Markup
import Spaces
import Web

/// What the steps of writing share.
extension AuthorDesk {
    /// Nobody writes what is on its way: where they read how far it is.
    ///
    /// Nil while it is written.
    func away(from found: AuthoredPetition, _ visitor: VisitorContext) -> Reply? {
        guard !found.petition.state(at: visitor.now).isEditable else { return nil }
        return .redirect(to: Self.path(found.petition.id, in: visitor))
    }

    /// Whether an author goes on another day.
    func isLater(_ data: FormData) -> Bool { data[DraftButtons.field] == DraftButtons.later }

    /// Where the button leads that was pressed.
    func next(
        after step: DraftStep,
        of petition: Petition,
        _ data: FormData,
        _ visitor: VisitorContext
    ) -> Reply {
        guard !isLater(data), let next = step.next(in: petition) else {
            return .redirect(to: Self.path(petition.id, in: visitor).with("done", "saved"))
        }
        return .redirect(to: Self.path(petition.id, next, in: visitor))
    }

    /// The page of a step; with what is wrong, or because another tab was faster.
    func page(
        _ step: DraftStep,
        _ content: HTML,
        of found: AuthoredPetition?,
        _ typed: Typed,
        isChanged: Bool = false,
        _ visitor: VisitorContext
    ) -> Reply {
        let frame = DraftFrame(
            step: step,
            petition: found,
            isChanged: isChanged,
            content: content,
            visitor: visitor
        )
        let id = found?.petition.id.text
        let status: HTTPResponse.Status? = isChanged ? .conflict : nil
        return page(
            DraftFrame.title(of: step, visitor.t),
            frame.html,
            above: Self.above(found?.petition, visitor),
            typed: typed,
            status: status,
            address: [id, step.rawValue].compactMap(\.self),
            scripts: step == .title ? ["js/similar.js"] : ["js/counter.js"],
            visitor
        )
    }
}
