/// A number that a space gives for the home page, in the reader's language.
package struct HomeFigure: Sendable {
    /// The same in every language: institutions choose by it.
    package let name: String
    /// What is counted.
    package let label: String
    package let value: Int

    package init(_ name: String, label: String, value: Int) {
        self.name = name
        self.label = label
        self.value = value
    }
}
