import Testing
import Text

@testable import Initiatives

/// Goal: an authority can open the table with any spreadsheet of any country: nothing in it runs,
/// nothing is changed, and the original can be had back.
///
/// Method: a model of how spreadsheets split a line, at each separator and with each idea of what
/// quotation marks mean, fed with hostile and with ordinary texts; LibreOffice and Excel themselves
/// are not at hand.
@Suite("Statements in spreadsheets")
struct SpreadsheetTests {
    private static let starts = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "−",
    ]
    private static let fronts = [
        "", "a;", "a,", "a\t", "a\r", "a\n", "a\r\n", "a|", "a\"", "a\";", "a\",", "; ", ";\u{A0}",
        ";\u{200B}", "\u{FEFF}", " ", "\u{2028}", "'", ";'", "a\"\";\"",
    ]

    @Test("no cell of any reading begins with a formula", arguments: starts)
    func formulas(start: String) {
        for front in Self.fronts {
            let text = front + start + "HYPERLINK(\"http://evil.example\";A1)"
            for separator in StatementsCSV.Separator.allCases {
                let row = StatementsCSV(separator: separator).row(Self.opened(firstNames: text))
                for cell in SpreadsheetModel.cells(of: row) {
                    #expect(!SpreadsheetModel.runs(cell), "\(text.debugDescription): \(cell)")
                }
            }
        }
    }

    @Test("the model would run what is not made harmless")
    func modelIsNoDecoration() {
        let row = "\"1\",\"a;=1+1\",\"x\"\r\n"

        #expect(SpreadsheetModel.cells(of: row).contains { SpreadsheetModel.runs($0) })
    }

    @Test("taking one apostrophe away from each place where a cell begins gives the original back")
    func original() {
        let ordinary = [
            "", "'", "''", "Ada", "O'Brien", "'t Hart", "'s-Gravenhage", "+32 470 12 34 56", "-5",
            "a;'b", "a;''=b", "007", "'007", "3-5", "Straat 1; -2", "L'Aquila,'x",
        ]
        let hostile = Self.fronts.flatMap { front in Self.starts.map { front + $0 + "1" } }
        for text in ordinary + hostile {
            #expect(
                Self.original(SpreadsheetText.neutral(text)) == text,
                "\(text.debugDescription)"
            )
        }
    }

    @Test(
        "numbers that a spreadsheet would change stay as they are, behind an apostrophe",
        arguments: [
            "007", "01234", "123456789012", "1E5", "12e3", "3-5", "3/4", "12 A", "1.5", "1,5",
            "50%",
            "12:30", ".5", "1985-00-00", "MAR1", "Sept 2", "dec-2024", "٠١٢", "+32 470", "-12",
        ]
    )
    func changed(text: String) {
        #expect(SpreadsheetText.neutral(text) == "'" + text)
    }

    @Test(
        "what no spreadsheet changes is left alone",
        arguments: [
            "", "Ada", "O'Brien", "Anne-Marie", "Müller", "5", "1050", "12345678901", "12345678Z",
            "AB123456", "X1234567L", "Rue de la Loi 16", "ﷺ", "Ω", "EE", "d'Artagnan & fils",
            "1985-03-27",
        ]
    )
    func unchanged(text: String) {
        #expect(SpreadsheetText.neutral(text) == text)
    }

    @Test("the file begins with the mark of UTF-8, once, and has a name for each cell")
    func head() throws {
        for separator in StatementsCSV.Separator.allCases {
            let csv = StatementsCSV(separator: separator)
            let row = csv.row(Self.opened(firstNames: "Ada"))

            #expect(Array(csv.head.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
            #expect(!row.unicodeScalars.contains("\u{FEFF}"))
            let between = try #require(separator.text.unicodeScalars.first)
            let names = SpreadsheetModel.split(csv.head, at: between)
            #expect(names.count == 12)
            #expect(SpreadsheetModel.split(row, at: between).count == names.count)
        }
    }

    private static func opened(firstNames: String) -> OpenedStatement {
        let statement = Statement(
            state: "EE",
            firstNames: firstNames,
            familyNames: "Lõvi",
            identity: .number(kind: "isikukood", number: "48507201231")
        )
        return OpenedStatement(number: 1, day: "2026-11-28", content: StatementContent(statement))
    }

    /// What the manual tells authorities to do.
    private static func original(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var beginsCell = true
        for scalar in text.unicodeScalars {
            if beginsCell, scalar == "'" {
                beginsCell = false
                continue
            }
            result.append(scalar)
            beginsCell = SpreadsheetText.separators.contains(scalar)
        }
        return String(result)
    }
}

/// How spreadsheets take a line apart.
enum SpreadsheetModel {
    /// Every cell that some spreadsheet could make of it.
    static func cells(of line: String) -> [String] {
        let separators: [UnicodeScalar] = [",", ";", "\t", "|"]
        let careful = separators.flatMap { split(line, at: $0) }
        // A quotation mark that does not end a cell ends only the quoting.
        let careless = separators.flatMap { separator in
            line.unicodeScalars
                .split(omittingEmptySubsequences: true) { scalar in
                    scalar == separator || scalar == "\r" || scalar == "\n" || scalar == "\""
                }
                .map { String(String.UnicodeScalarView($0)) }
        }
        return careful + careless
    }

    /// RFC 4180 with a separator of one's own; quotes hold only in a cell that begins with one.
    static func split(_ line: String, at separator: UnicodeScalar) -> [String] {
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var isStart = true
        let scalars = Array(line.unicodeScalars.drop { $0 == "\u{FEFF}" })
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            let follows = index + 1 < scalars.count ? scalars[index + 1] : nil
            if isQuoted, scalar == "\"", follows == "\"" {
                cell.append(scalar)
                index += 1
            } else if isQuoted, scalar == "\"" {
                isQuoted = false
            } else if isStart, scalar == "\"" {
                isQuoted = true
            } else if !isQuoted, scalar == separator || scalar == "\r" || scalar == "\n" {
                if scalar == separator || !cell.isEmpty { cells.append(String(cell)) }
                cell = String.UnicodeScalarView()
                isStart = true
                index += 1
                continue
            } else {
                cell.append(scalar)
            }
            isStart = false
            index += 1
        }
        return cells
    }

    /// Whether a cell would be taken for a formula, looking through what is not seen.
    static func runs(_ cell: String) -> Bool {
        let seen = cell.unicodeScalars.drop { scalar in
            scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
        }
        return seen.first.map { "=+-@＝＋－＠﹦﹢﹣﹫−".unicodeScalars.contains($0) } ?? false
    }
}
