/// Words of an institution, by language.
extension [String: String] {
    /// In the first of these languages in which they are, else in any, with the language; nil where nothing is said.
    func said(in languages: String...) -> (text: String, language: String)? {
        for language in languages {
            if let text = self[language] { return (text: text, language: language) }
        }
        guard let other = self.min(by: { $0.key < $1.key }) else { return nil }
        return (text: other.value, language: other.key)
    }
}
