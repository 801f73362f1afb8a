import Localization
import Markup

/// The tables that a reader may have of a space: for whom each is, what its columns hold, and a button.
struct ExportsSection: Component {
    let exports: [ExportDeclaration]
    /// Whether people find the space: before, nobody sees what is in it.
    let isPublic: Bool
    /// Where the buttons send their form.
    let action: Path
    let t: Translator

    var html: HTML {
        """
        <section><h2 id="exports">\(t("office.data.exports"))</h2><p>\(t("office.data.exports.text"))</p>
        \(exports.map(one))</section>
        """
    }

    private func one(_ export: ExportDeclaration) -> HTML {
        let title = t(export.title)
        let isEarly = export.audience == .everybody && !isPublic
        let audience = t(
            isEarly
                ? "office.data.audience.draft"
                : MessageKey("office.data.audience", export.audience.rawValue)
        )
        let button = Button(t("office.data.button"), of: title, kind: .secondary)
        // Within a part of its own: on paper the columns stay, without the button.
        return """
            <h3>\(title)</h3>
            <p>\(t(export.description))</p><p><strong>\(audience)</strong></p>
            \(columns(of: export, title))
            <div><form method="post" action="\(url: action)">
            <input type="hidden" name="export" value="\(export.name)"><p>\(button)</p></form></div>
            """
    }

    private func columns(of export: ExportDeclaration, _ title: String) -> DataTable {
        DataTable(
            caption: "\(t("office.data.columns.caption", ["export": .text(title)]))",
            columns: [
                .init(t("office.data.column.name")), .init(t("office.data.column.meaning")),
                .init(t("office.data.column.kind")), .init(t("office.data.column.privacy")),
            ],
            rows: export.fields.map { field in
                let kind = MessageKey("office.data.kind", field.kind.name)
                let privacy = MessageKey("office.data.privacy", field.privacy.rawValue)
                return DataTable.Row([
                    "<code>\(field.name)</code>", "\(t(field.description))", "\(t(kind))",
                    "\(t(privacy))",
                ])
            }
        )
    }
}
