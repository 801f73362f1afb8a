/// One of several things to choose from: all of it can be pressed, one link is read out.
package struct Card: Component {
    private let title: String
    private let path: Path
    private let level: Int
    private let language: String?
    private let tag: Tag?
    private let picture: HTML
    private let content: HTML

    /// `level` is that of its heading on the page, `language` that of its title when it is not the
    /// page's.
    package init(
        title: String,
        path: Path,
        level: Int = 2,
        language: String? = nil,
        tag: Tag? = nil,
        picture: HTML = .empty,
        content: HTML = .empty
    ) {
        self.title = title
        self.path = path
        self.level = level
        self.language = language
        self.tag = tag
        self.picture = picture
        self.content = content
    }

    package var html: HTML {
        let spoken: HTML = language.map { " lang=\"\($0)\"" } ?? .empty
        let state: HTML = tag.map { "<p class=\"tags\">\($0)</p>" } ?? .empty
        return """
            <div class="card">\(picture)<div class="card-text">
            \(state)<h\(level)><a href="\(url: path)"\(spoken)>\(title)</a></h\(level)>
            \(content)
            </div></div>
            """
    }
}
