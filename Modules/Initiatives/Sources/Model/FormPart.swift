/// Which of the two forms of Annex III to Regulation (EU) 2019/788 a state's nationals fill in.
///
/// Each state has chosen one for all its nationals, wherever they live.
enum FormPart: String, Decodable, Sendable {
    /// Part A: where somebody lives and when they were born.
    case residence = "A"
    /// Part B: the number of the person or of their document.
    case number = "B"
}
