/// Something that an operator should know of a database; never a secret.
package struct DatabaseFact: Sendable {
    package let name: String
    package let value: String
    /// What is wrong with it and should be mended, in a sentence.
    package let problem: String?

    package init(_ name: String, _ value: String, problem: String? = nil) {
        self.name = name
        self.value = value
        self.problem = problem
    }
}
