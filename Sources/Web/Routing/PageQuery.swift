/// What a shared page reads of the query in its address: these names, and nothing else.
///
/// Whatever else somebody writes behind the question mark reaches no page, and makes no other entry
/// in the cache.
package struct PageQuery: Sendable, Hashable {
    /// Names that make it another page: a search, the place in a list.
    let contents: [String]
    /// Names that choose something in advance on the same page.
    let choices: [String]
    /// Whether the page also depends on the group of readers that its module made out.
    let isByReader: Bool

    package init(contents: [String] = [], choices: [String] = [], isByReader: Bool = false) {
        self.contents = contents
        self.choices = choices
        self.isByReader = isByReader
    }

    /// Nothing: there is one page at the address.
    package static let nothing = PageQuery()
}
