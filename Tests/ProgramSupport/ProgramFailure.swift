/// Why a program, or what a test puts beside it, does not do what the test needs.
package struct ProgramFailure: Error {
    package let text: String

    package init(text: String) {
        self.text = text
    }
}
