extension PlainText {
    /// The same of what people write to each other, with line ends of one kind.
    ///
    /// Of an emoji that is put together of several everything stays; signs that nobody sees go elsewhere.
    package static func written(_ typed: String) -> String {
        var shown = ""
        var plain = ""
        for character in typed {
            if isJoinedEmoji(character) {
                shown += visible(plain)
                shown.append(character)
                plain = ""
            } else if character.isNewline {
                plain.append("\n")
            } else {
                plain.append(character)
            }
        }
        return shown + visible(plain)
    }

    /// The same in one line, whatever was pasted, without white space around it.
    package static func writtenLine(_ typed: String) -> String {
        written(typed).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether a character is an emoji of several signs, some of which show as nothing by themselves.
    private static func isJoinedEmoji(_ character: Character) -> Bool {
        let scalars = Array(character.unicodeScalars)
        guard (2...Limits.emojiScalars).contains(scalars.count),
            let first = scalars.first, first.properties.isEmoji,
            scalars.last.map({ $0.value != joiner }) == true
        else { return false }
        let isShown = scalars.contains { scalar in
            scalar.properties.isEmojiPresentation || scalar.value == 0xFE0F
        }
        return isShown
            && scalars.allSatisfy { scalar in
                let properties = scalar.properties
                return properties.isEmoji || scalar.value == joiner
                    || (0xFE0E...0xFE0F).contains(scalar.value) || scalar.value == 0x20E3
                    || properties.isEmojiModifier || isOfFlag(scalar, after: first)
            }
    }

    private static let joiner: UInt32 = 0x200D

    /// The letters of a region's flag, which stand behind a black one.
    private static func isOfFlag(_ scalar: UnicodeScalar, after first: UnicodeScalar) -> Bool {
        first.value == 0x1F3F4 && (0xE0020...0xE007F).contains(scalar.value)
    }
}
