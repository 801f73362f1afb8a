import Kernel
import Localization

/// The words of components, short enough to be read in a test.
enum MarkupWords {
    static func translator() throws -> Translator {
        let english = try Catalogue(
            language: .english,
            texts: [
                "breadcrumb.label": "Here", "chart.table": "Table", "dialog.close": "Close",
                "form.count.left": "Left: {{number}}", "form.count.limit": "{{maximum}} at most",
                "form.count.over": "Over: {{number}}",
                "form.upload.arrived": "Here: {{name}} ({{size}})", "layout.languages": "Languages",
                "layout.skip": "Skip", "layout.menu": "Menu", "layout.menu.fold": "Ways",
                "layout.about": "About",
                "layout.footer": "No cookies.", "map.reached": "reached",
                "map.upTo": "to {{share}}",
                "number.decimal": ".", "number.group": ",", "number.groupFrom": "1000",
                "number.percent": "{{number}}%", "stepper.done": "done", "stepper.label": "Steps",
            ]
        )
        return try Translations(catalogues: [english]).translator(for: .english)
    }
}
