import Testing

/// Goal: whoever reads English or French as people do who came to sign and go understands every text
/// at once.
///
/// Method: all texts of the program, one by one, against bounds with a reason each.
///
/// - A sentence has at most 25 words in English: GOV.UK asks to split longer ones, because
///   comprehension falls steeply from there. French says the same in a fifth more words (articles,
///   « de », « ne … pas »): at most 30.
/// - Buttons and links of one action fit on one line of a phone of 320 px (about 40 characters);
///   headings, subjects and labels on two (70: subjects are cut there in lists of mail); a hint, a
///   note or an error can be taken in at one look (180, two or three lines beside a form); all others
///   stay shorter than a page of a phone (900).
/// - Flesch's reading ease is at least 50 for each text long enough to be measured (25 words), and at
///   least 70 for everything together: "fairly easy", which readers of twelve follow. Kandel and Moles
///   set their scale for French so that the same marks mean the same.
/// - An error begins with what to do, because the list on top of a form shows nothing else.
@Suite("Readable texts")
struct ReadableTextTests {
    @Test("no sentence is longer than people read in one go")
    func sentences() throws {
        for (key, text) in try Self.texts() {
            let most = text.language == .english ? 25 : 30
            for sentence in text.sentences {
                let count = ReadableText.words(of: sentence).count

                #expect(count <= most, "\(key): \(count) words: \(sentence)")
            }
        }
    }

    @Test("every text is as short as its place asks")
    func lengths() throws {
        for (key, text) in try Self.texts() {
            let kind = Kind(of: key)
            let most = text.language == .english ? kind.most : kind.most * 6 / 5
            let reason = Self.longTexts.first { key.hasPrefix($0.key) }

            #expect(
                text.text.count <= most || reason != nil,
                "\(key) (\(kind)): \(text.text.count) characters: \(text.text)"
            )
        }
    }

    @Test("every longer text reads well, and all together read easily")
    func ease() throws {
        for language in [ReadableText.Language.english, .french] {
            let texts = try Self.texts().filter { $0.text.language == language }
            for (key, text) in texts where text.words.count >= 25 {
                let ease = try #require(text.ease)

                #expect(ease >= 50, "\(key): \(ease): \(text.text)")
            }
            let sentences = texts.map(\.text).filter { $0.words.count >= 8 }
                .map { ".!?:".contains($0.text.last ?? "-") ? $0.text : $0.text + "." }
            let everything = ReadableText(sentences.joined(separator: "\n\n"), in: language)

            #expect(try #require(everything.ease) >= 70, "\(language)")
        }
    }

    @Test("what was edited out does not come back")
    func forbidden() throws {
        for (key, text) in try Self.texts() {
            let list = text.language == .english ? Self.englishWords : Self.frenchWords
            for (pattern, reason) in list {
                let expression = try Regex(pattern).ignoresCase()
                let isExcepted = Self.excepted[pattern, default: []].contains(where: key.hasPrefix)

                #expect(
                    text.text.firstMatch(of: expression) == nil || isExcepted,
                    "\(key) has “\(pattern)” (\(reason)): \(text.text)"
                )
            }
        }
    }

    @Test("every error begins with what to do")
    func errors() throws {
        let errors = try Self.texts().filter { Kind(of: $0.key) == .error }

        #expect(errors.count > 50)
        for (key, text) in errors {
            // A message that fits any field begins with its name.
            let said = text.text.replacing(#/^Parvis\u{A0}?: /#, with: "")
            let first = ReadableText.words(of: said).first.map { $0.lowercased() } ?? ""
            let isOrder =
                switch text.language {
                case .english: Self.orders.contains(first)
                case .french: first.hasSuffix("ez")
                }

            #expect(isOrder, "\(key): \(text.text)")
        }
    }

    @Test("sentences, words and syllables are counted as people count them")
    func counting() {
        let english = ReadableText(
            "You can sign. Have you {{count}} names?\n\nEnter 2.",
            in: .english
        )
        let french = ReadableText("Pas d’accord\u{202F}? Saisissez l’adresse.", in: .french)

        #expect(english.sentences.count == 3)
        #expect(english.words.count == 9)
        #expect(
            ["signed", "made", "people", "wanted", "initiative"].map {
                english.syllables(of: $0)
            } == [1, 1, 2, 2, 4]
        )
        #expect(french.sentences.count == 2)
        #expect(
            ["saisissez", "adresse", "d’accord", "lettres"].map {
                french.syllables(of: $0)
            } == [3, 2, 2, 1]
        )
        #expect(ReadableText("The cat sat.", in: .english).ease.map { $0 > 110 } == true)
    }
}
