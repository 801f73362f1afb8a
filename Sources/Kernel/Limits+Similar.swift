extension Limits {
    /// Of a text to which something similar is looked for: how many words, and how long ones.
    package static let similarWords = 8
    package static let similarLetters = 4
    /// Subjects that are compared with it.
    package static let similarCompared = 60
}
