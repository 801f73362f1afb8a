package import Localization

/// A date that somebody knows by heart, as day, month and year: three plain inputs, no calendar.
package struct DateField: Component {
    /// What was typed, kept as it was typed.
    package struct Typed: Sendable, Hashable {
        package let day: String
        package let month: String
        package let year: String

        package init(day: String, month: String, year: String) {
            self.day = day
            self.month = month
            self.year = year
        }
    }

    private let frame: FieldFrame
    private let typed: Typed
    private let isBirthday: Bool
    private let t: Translator

    /// A birthday is a date that the browser may know.
    package init(_ frame: FieldFrame, typed: Typed, isBirthday: Bool = false, t: Translator) {
        self.frame = frame
        self.typed = typed
        self.isBirthday = isBirthday
        self.t = t
    }

    package var html: HTML {
        """
        <fieldset class="field date\(" field-invalid", when: frame.problem != nil)" \
        id="\(frame.id)" tabindex="-1"\(frame.attributes)>
        <legend>\(frame.label)</legend>
        \(frame.notes)
        <div class="field-row">
        \(part("day", typed.day, label: t("form.date.day"), size: 2))
        \(part("month", typed.month, label: t("form.date.month"), size: 2))
        \(part("year", typed.year, label: t("form.date.year"), size: 4))
        </div>
        </fieldset>

        """
    }

    private func part(
        _ name: String,
        _ value: String,
        label: String,
        size: Int
    ) -> HTML {
        """
        <div class="field date-\(name)"><label for="\(frame.id)-\(name)">\(label)</label>
        <input id="\(frame.id)-\(name)" name="\(frame.name)-\(name)" type="text" \
        inputmode="numeric" maxlength="\(size)" size="\(size)" value="\(value)" \
        autocomplete="\(isBirthday ? "bday-\(name)" : "off")"></div>
        """
    }
}
