/// What a Markdown text may hold where it stands; what it may not becomes the words that it shows.
package struct MarkdownRules: Hashable, Sendable {
    package var hasLinks: Bool
    /// Pictures of other sites would tell those sites who reads.
    package var hasImages: Bool
    /// How far lists and quotations may stand inside each other; what is deeper is read as text.
    package var depth: Int

    package init(hasLinks: Bool = true, hasImages: Bool = false, depth: Int = 8) {
        self.hasLinks = hasLinks
        self.hasImages = hasImages
        self.depth = depth
    }
}
