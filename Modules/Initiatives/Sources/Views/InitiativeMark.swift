import Markup
import Web

/// What an initiative is known by in lists: the picture of its organisers, else a mark made from
/// its number.
struct InitiativeMark: Component {
    let item: InitiativeItem
    let visitor: VisitorContext
    let assets: Assets

    var html: HTML {
        guard let logo = item.logo else { return HouseMark(number: item.id.number).html }
        return """
            <img class="mark" src="\(url: logo.address(of: item.id, visitor, assets))" alt="" width="96" height="72">
            """
    }
}
