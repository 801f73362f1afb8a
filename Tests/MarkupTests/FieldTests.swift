import Testing

@testable import Markup

/// Goal: whoever cannot see a form still hears what is asked, what it looks like and what is wrong.
///
/// Method: each control with and without hint and problem; its elements are read from the markup.
@Suite("Form fields")
struct FieldTests {
    private let plain = FieldFrame(name: "city", label: "City")
    private let wrong = FieldFrame(
        name: "city",
        label: "City",
        hint: "Where",
        problem: "Too <short>"
    )

    @Test("a control's label is tied to it by its id", arguments: Control.allCases)
    func label(control: Control) throws {
        let tags = Tag.all(in: control.html(plain))
        let input = try #require(tags.first { $0["id"] == "field-city" })
        let label = try #require(tags.first { $0.name == "label" })

        #expect(input["name"] == "city")
        #expect(control == .checkbox ? label["for"] == nil : label["for"] == "field-city")
        #expect(control.html(plain).text.contains("City"))
    }

    @Test(
        "without hint and problem nothing is described and nothing is wrong",
        arguments: Control.allCases
    )
    func quiet(control: Control) throws {
        let html = control.html(plain).text

        #expect(!html.contains("aria-describedby") && !html.contains("aria-invalid"))
        #expect(!html.contains("hint") && !html.contains("error") && !html.contains("invalid"))
    }

    @Test("hint and problem are tied to the control by ids that exist", arguments: Control.allCases)
    func described(control: Control) throws {
        let tags = Tag.all(in: control.html(wrong))
        let input = try #require(tags.first { $0["id"] == "field-city" })
        let ids = tags.compactMap { $0["id"] }

        #expect(input["aria-describedby"] == "field-city-hint field-city-error")
        #expect(input["aria-invalid"] == "true")
        #expect(ids.contains("field-city-hint") && ids.contains("field-city-error"))
        #expect(Set(ids).count == ids.count)
        #expect(control.html(wrong).text.contains("Too &lt;short&gt;"))
    }

    @Test("a hint alone describes, and makes nothing invalid", arguments: Control.allCases)
    func hintOnly(control: Control) throws {
        let frame = FieldFrame(name: "city", label: "City", hint: "Where")
        let input = try #require(
            Tag.all(in: control.html(frame)).first { $0["id"] == "field-city" }
        )

        #expect(input["aria-describedby"] == "field-city-hint")
        #expect(input["aria-invalid"] == nil)
    }

    @Test("what explains a control elsewhere on the page is tied to it, behind its own notes")
    func description() throws {
        let frame = FieldFrame(name: "city", label: "City", hint: "Where", description: "law")
        let alone = FieldFrame(name: "city", label: "City", description: "law")

        let inputs = try [frame, alone].map { frame in
            try #require(Tag.all(in: Control.text.html(frame)).first { $0.name == "input" })
        }

        #expect(inputs.map { $0["aria-describedby"] } == ["field-city-hint law", "law"])
        #expect(inputs.allSatisfy { $0["aria-invalid"] == nil })
    }

    @Test("what was typed comes back, and cannot leave its attribute")
    func typed() throws {
        let field = TextField(
            plain,
            value: "\"><b>",
            autocomplete: "off",
            maximum: 9,
            isRequired: true
        )
        let input = try #require(Tag.all(in: field.html).first { $0.name == "input" })

        #expect(input["value"] == "&quot;&gt;&lt;b&gt;")
        #expect(input["maxlength"] == "9")
        #expect(input["dir"] == "auto")
        #expect(input.has("required"))
        #expect(!Control.text.html(plain).text.contains("required"))
    }

    @Test("of the choices exactly the selected one is selected")
    func selected() {
        let options = Tag.all(in: Control.select.html(plain)).filter { $0.name == "option" }

        #expect(
            options.map { $0["value"] } == ["", "be", "\"fr\"".replacing("\"", with: "&quot;")]
        )
        #expect(options.map { $0.has("selected") } == [false, true, false])
        #expect(options.map { $0["lang"] } == [nil, nil, "fr"])
    }

    @Test("a value that is no choice selects nothing")
    func unknownSelection() {
        let field = SelectField(
            plain,
            choices: [.init(value: "be", label: "B")],
            selected: "x",
            submitName: "state"
        )
        let tags = Tag.all(in: field.html)

        #expect(tags.allSatisfy { !$0.has("selected") && !$0.has("required") })
        #expect(tags.first { $0.name == "select" }?["name"] == "state")
    }

    @Test("a box is checked only when somebody checked it")
    func checked() {
        let tags = [true, false].map { Tag.all(in: CheckboxField(plain, isChecked: $0).html) }

        #expect(tags.map { $0.contains { $0.has("checked") } } == [true, false])
        #expect(tags[0].first { $0.name == "input" }?["value"] == "yes")
    }
}

/// Controls with one input.
enum Control: CaseIterable {
    case text
    case select
    case checkbox

    func html(_ frame: FieldFrame) -> HTML {
        switch self {
        case .text:
            TextField(frame, value: "", autocomplete: "off", maximum: 9, isRequired: false).html
        case .select:
            SelectField(
                frame,
                choices: [
                    .init(value: "be", label: "B"),
                    .init(value: "\"fr\"", label: "F", language: "fr"),
                ],
                selected: "be",
                placeholder: "Choose"
            ).html
        case .checkbox: CheckboxField(frame, isChecked: false).html
        }
    }
}
