import Localization
import Markup

/// Every field, empty, filled, explained and wrong.
struct DesignForms {
    let here: Path
    let t: Translator

    var sections: [DesignSection] {
        [
            DesignSection(id: "fields", title: "Fields", content: form(fields)),
            DesignSection(id: "choices", title: "Choices", content: form(choices)),
            DesignSection(id: "wrong", title: "Fields with a mistake", content: form(wrong)),
        ]
    }

    private func form(_ content: HTML) -> HTML {
        """
        <form class="narrow" method="get" action="\(url: here)" novalidate>\(content)</form>
        """
    }

    private var fields: HTML {
        """
        \(TextField(
            FieldFrame(name: "text", label: "One line of text"), value: "", autocomplete: "off",
            maximum: 100, isRequired: false))\
        \(TextField(
            FieldFrame(name: "hinted", label: "With a hint", hint: "As on your identity document."),
            value: "Ada Augusta", autocomplete: "off", maximum: 100, isRequired: true))\
        \(TextField(
            FieldFrame(name: "code", label: "Short, with digits"), value: "", autocomplete: "off",
            inputMode: "numeric", maximum: 10, isRequired: false, width: "short"))\
        \(DateField(
            FieldFrame(name: "date", label: "A date", hint: "For example 27 3 1985."),
            typed: .init(day: "27", month: "3", year: "1985"), t: t))\
        \(SelectField(
            FieldFrame(name: "select", label: "One of many"), choices: many, selected: "",
            placeholder: "Choose"))\
        \(TextArea(
            FieldFrame(name: "area", label: "Several lines", hint: "Say it in your own words."),
            value: "", maximum: 200, isRequired: false, t: t))\
        \(FileField(
            FieldFrame(name: "file", label: "A file", hint: "A picture of at most 2 MB."),
            accept: "image/png,image/jpeg", isRequired: false))\
        <div lang="en">\(UploadField(
            FieldFrame(name: "upload", label: "A file that is checked"),
            allowed: "PNG, JPEG or PDF, at most 5 MB", accept: "image/png,application/pdf",
            isRequired: false, t: t))\
        \(UploadField(
            FieldFrame(name: "arrived", label: "A file that has arrived"),
            allowed: "PNG or JPEG, at most 5 MB", accept: "image/png", arrived: arrived,
            isRequired: true, t: t))</div>\
        \(Fieldset(
            id: "group", legend: "Fields of one question", hint: "Why they are asked together.",
            content: TextField(
                FieldFrame(name: "inner", label: "A part of it"), value: "", autocomplete: "off",
                maximum: 50, isRequired: false).html))
        <p>\(Button("Send"))</p>
        """
    }

    private var choices: HTML {
        """
        \(RadioField(
            FieldFrame(name: "radio", label: "One of a few", hint: "All are in sight."),
            choices: few, selected: "second"))\
        \(CheckboxesField(
            FieldFrame(name: "boxes", label: "Any of a few"), choices: few, selected: ["first"]))\
        \(CheckboxField(FieldFrame(name: "agree", label: "I agree to this."), isChecked: true))\
        \(CheckboxField(
            FieldFrame(name: "hinted-box", label: "I agree to that.", hint: "It can be undone."),
            isChecked: false))
        """
    }

    private var wrong: HTML {
        """
        \(TextField(
            FieldFrame(name: "wrong-text", label: "Town or city", problem: "Enter your town or city"),
            value: "", autocomplete: "off", maximum: 100, isRequired: true))\
        \(DateField(
            FieldFrame(
                name: "wrong-date", label: "Date of birth", hint: "For example 27 3 1985.",
                problem: "Enter a date that exists"),
            typed: .init(day: "31", month: "2", year: "1990"), t: t))\
        \(SelectField(
            FieldFrame(name: "wrong-select", label: "Country", problem: "Choose a country"),
            choices: many, selected: "", placeholder: "Choose"))\
        \(RadioField(
            FieldFrame(name: "wrong-radio", label: "Which one", problem: "Choose one"),
            choices: few, selected: nil))\
        \(TextArea(
            FieldFrame(name: "wrong-area", label: "Your reasons", problem: "Shorten your text"),
            value: "Far too many words", maximum: 10, isRequired: true, t: t))\
        \(FileField(
            FieldFrame(name: "wrong-file", label: "A picture", problem: "Choose a smaller picture"),
            accept: "image/png", isRequired: true))\
        <div lang="en">\(UploadField(
            FieldFrame(
                name: "wrong-upload", label: "A document",
                problem: "This file is too large. Choose one of at most 5 MB"),
            allowed: "PDF, at most 5 MB", accept: "application/pdf", isRequired: true, t: t))</div>\
        \(CheckboxField(
            FieldFrame(name: "wrong-box", label: "I certify it.", problem: "Please certify it"),
            isChecked: false))
        """
    }

    private let arrived = UploadField.Arrived(
        field: "arrived-waiting",
        id: "0",
        name: "the-square-in-spring.jpg",
        size: "2.4 MB"
    )

    private let few = [
        FieldChoice(value: "first", label: "The first"),
        FieldChoice(value: "second", label: "The second", hint: "With what choosing it means."),
        FieldChoice(value: "third", label: "The third"),
    ]

    private let many = ["Austria", "Belgium", "Bulgaria"].map {
        SelectField.Choice(value: $0, label: $0)
    }
}
