package import Kernel

/// A part of a page that all readers share which is another for each of them.
///
/// The page is kept once, with what visitors see in the slot; whoever put it there
/// (``Slot/ID/owner``) fills it for readers who are signed in.
package struct Slot: Component {
    /// What names a slot on every page on which it stands.
    package struct ID: Sendable, Hashable {
        /// The module that fills it, or `site`.
        package let owner: String
        package let space: Space.ID
        /// What kind of thing stands in it; those of one name on a page are filled together.
        package let name: String
        /// Which of them; empty where there is one.
        package let key: String

        package init(owner: String, space: Space.ID, name: String, key: String = "") {
            self.owner = owner
            self.space = space
            self.name = name
            self.key = key
        }
    }

    /// Where in a text a slot stands, in bytes of UTF-8.
    package struct Place: Sendable, Hashable {
        package let id: ID
        package let range: Range<Int>

        package init(id: ID, range: Range<Int>) {
            self.id = id
            self.range = range
        }

        func moved(by distance: Int) -> Place {
            Place(id: id, range: range.lowerBound + distance..<range.upperBound + distance)
        }
    }

    private let id: ID
    private let content: HTML

    /// `content` is what visitors see.
    package init(_ id: ID, content: HTML) {
        self.id = id
        self.content = content
    }

    package var html: HTML { HTML(content, in: id) }
}
