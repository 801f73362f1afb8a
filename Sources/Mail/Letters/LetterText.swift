import Kernel
import Localization

/// A letter as plain text: short lines that programs may join again (RFC 3676, `format=flowed`).
///
/// Addresses stand alone on a line that nothing breaks.
struct LetterText {
    let letter: Letter
    let head: Letterhead
    let t: Translator

    /// Without the line end that RFC 5322 wants: lines end with `\n`.
    var text: String {
        let parts = letter.blocks.map(lines) + [["-- "] + flowed(footer) + stop]
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var footer: String {
        t("mail.footer", ["institution": .text(head.institution.text(in: t.language))])
    }

    /// The way to end such letters, on a line of its own.
    private var stop: [String] {
        letter.stop.map { flowed(t("mail.stop")) + [$0.address] } ?? []
    }

    private func lines(of block: Letter.Block) -> [String] {
        switch block {
        case .paragraph(let text), .small(let text): flowed(text)
        case .button(let label, let address):
            flowed(t("mail.action", ["label": .text(label)])) + [address]
        case .code(let code): fixed(code)
        }
    }

    /// The lines of a text, each broken where it grows too long; a space at the end says that the next
    /// line belongs to it.
    private func flowed(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
            var broken: [String] = []
            var current = ""
            for word in line.split(separator: " ") {
                if !current.isEmpty, current.count + word.count + 1 > Self.width {
                    broken.append(Self.stuffed(current) + " ")
                    current = ""
                }
                current += (current.isEmpty ? "" : " ") + word
            }
            return broken + [Self.stuffed(current)]
        }
    }

    private func fixed(_ code: String) -> [String] {
        code.split(whereSeparator: \.isNewline).map { Self.stuffed("    " + $0) }
    }

    /// A space in front of what programs would read as a quotation or as another message.
    private static func stuffed(_ line: String) -> String {
        let isSpecial = line.hasPrefix(" ") || line.hasPrefix(">") || line.hasPrefix("From ")
        return isSpecial ? " " + line : line
    }

    private static let width = 71
}
