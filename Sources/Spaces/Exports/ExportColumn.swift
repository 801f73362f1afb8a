package import Kernel
package import Localization
import Text

/// Who may see what stands in a column.
package enum ExportPrivacy: String, Sendable, CaseIterable {
    /// Everybody: it stands on a public page, too.
    case open
    /// Who runs the space; it leads to nobody.
    case staff
    /// It is about a person, or leads to one.
    case personal
}

/// What sort of thing stands in a column.
package enum ExportKind: Sendable, Hashable {
    case text
    case number
    case day
    /// Yes or no.
    case flag
    /// One of these words, which programs know.
    case code([String])

    /// As words of the catalogue call it.
    var name: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .day: "day"
        case .flag: "flag"
        case .code: "code"
        }
    }
}

/// What stands in one place of an export.
package enum ExportCell: Sendable, Hashable {
    /// Nobody knows it, or there is nothing to know.
    case nothing
    case text(String)
    case number(Int)
    case day(CivilDate)
    case flag(Bool)

    /// As it stands in the table, the same in every language.
    var written: TableText.Cell {
        switch self {
        case .nothing: .plain("")
        case .text(let text): .text(text)
        case .number(let number): .plain(String(number))
        case .day(let day): .plain(day.iso)
        case .flag(let flag): .plain(flag ? "true" : "false")
        }
    }
}

/// A column as it is told to people and programs.
package struct ExportField: Sendable, Hashable {
    /// The same in every language: `registered_on`.
    package let name: String
    package let kind: ExportKind
    package let privacy: ExportPrivacy
    /// What it holds.
    package let description: MessageKey
}

/// A column, and what stands in it for each row; its kind is that of its values.
package struct ExportColumn<Row: Sendable>: Sendable {
    package let field: ExportField
    let cell: @Sendable (Row) -> ExportCell

    private init(
        _ name: String,
        _ kind: ExportKind,
        _ privacy: ExportPrivacy,
        _ description: MessageKey,
        cell: @escaping @Sendable (Row) -> ExportCell
    ) {
        field = ExportField(name: name, kind: kind, privacy: privacy, description: description)
        self.cell = cell
    }

    package static func text(
        _ name: String,
        _ privacy: ExportPrivacy,
        _ description: MessageKey,
        _ value: @escaping @Sendable (Row) -> String?
    ) -> ExportColumn {
        ExportColumn(name, .text, privacy, description) { row in
            value(row).map { .text($0) } ?? .nothing
        }
    }

    package static func number(
        _ name: String,
        _ privacy: ExportPrivacy,
        _ description: MessageKey,
        _ value: @escaping @Sendable (Row) -> Int?
    ) -> ExportColumn {
        ExportColumn(name, .number, privacy, description) { row in
            value(row).map { .number($0) } ?? .nothing
        }
    }

    package static func day(
        _ name: String,
        _ privacy: ExportPrivacy,
        _ description: MessageKey,
        _ value: @escaping @Sendable (Row) -> CivilDate?
    ) -> ExportColumn {
        ExportColumn(name, .day, privacy, description) { row in
            value(row).map { .day($0) } ?? .nothing
        }
    }

    /// Yes or no.
    package static func flag(
        _ name: String,
        _ privacy: ExportPrivacy,
        _ description: MessageKey,
        _ value: @escaping @Sendable (Row) -> Bool?
    ) -> ExportColumn {
        ExportColumn(name, .flag, privacy, description) { row in
            value(row).map { .flag($0) } ?? .nothing
        }
    }

    /// One of these words.
    package static func code(
        _ name: String,
        of codes: [String],
        _ privacy: ExportPrivacy,
        _ description: MessageKey,
        _ value: @escaping @Sendable (Row) -> String?
    ) -> ExportColumn {
        ExportColumn(name, .code(codes), privacy, description) { row in
            value(row).map { .text($0) } ?? .nothing
        }
    }
}
