import Kernel
package import Localization
package import Markup
package import Text

/// The ways on and back from a page of a list, and what moved past its reader.
package struct ListTurning<Filter: ListChoice, Order: ListChoice>: Component {
    private let visit: ListVisit<Filter, Order>
    private let list: Path
    private let previous: ListCursor?
    private let next: ListCursor?
    private let moved: Int
    private let t: Translator

    package init<Item>(
        _ page: ListPage<Item>,
        of list: Path,
        for visit: ListVisit<Filter, Order>,
        t: Translator
    ) {
        self.visit = visit
        self.list = list
        previous = page.previous
        next = page.next
        moved = page.moved
        self.t = t
    }

    package var html: HTML {
        """
        \(news, when: moved > 0)\
        \(Pagination(
            previous: previous.map(path), next: next.map(path),
            previousLabel: t("list.previous"), t: t))
        """
    }

    private var news: HTML {
        """
        <p class="meta">\(t("list.moved", ["count": .number(moved)])) \
        <a href="\(url: visit.first.path(of: list))">\(t("list.toStart"))</a></p>
        """
    }

    /// The first page has one address: that of the list itself.
    private func path(_ cursor: ListCursor) -> Path {
        let there = cursor.page == 1 ? visit.first : visit.at(cursor)
        return there.path(of: list)
    }
}

extension ListPage {
    /// `Initiatives (page 2 of 30)`; the title alone where there is one page.
    ///
    /// A filter is named behind the title; how many rows there are may not be known.
    package func title(
        _ title: String,
        filter: MessageKey? = nil,
        of rows: Int?,
        t: Translator
    ) -> String {
        if let filter {
            let filtered = t("list.filtered", ["title": .text(title), "filter": .key(filter)])
            return self.title(filtered, of: rows, t: t)
        }
        guard next != nil || number > 1 else { return title }
        guard let rows else {
            return t("list.page", ["title": .text(title), "number": .number(number)])
        }
        let pages = (rows + Limits.pageLength - 1) / Limits.pageLength
        return t(
            "list.pageOf",
            [
                "title": .text(title), "number": .number(number),
                "pages": .number(max(pages, number)),
            ]
        )
    }
}
