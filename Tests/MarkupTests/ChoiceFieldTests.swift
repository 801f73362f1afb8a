import Testing

@testable import Markup

/// Goal: a question with several answers is heard as one question, and its answers as its own.
///
/// Method: groups, long texts and files with and without a problem, read from the markup.
@Suite("Choices, long texts and files")
struct ChoiceFieldTests {
    private let plain = FieldFrame(name: "way", label: "Which <way>?")
    private let wrong = FieldFrame(
        name: "way",
        label: "Way",
        hint: "Any",
        problem: "Choose \"one\""
    )
    private let choices = [
        FieldChoice(value: "a", label: "First"),
        FieldChoice(value: "b\"", label: "<Second>", hint: "Slow & sure"),
    ]

    @Test("the question is the legend, and each answer has a label of its own")
    func group() throws {
        let html = RadioField(plain, choices: choices, selected: "b\"").html
        let tags = Tag.all(in: html)
        let inputs = tags.filter { $0.name == "input" }

        #expect(tags.first?.name == "fieldset" && tags.first?["id"] == "field-way")
        #expect(html.text.contains("<legend>Which &lt;way&gt;?</legend>"))
        #expect(inputs.map { $0["id"] } == tags.filter { $0.name == "label" }.map { $0["for"] })
        #expect(inputs.map { $0["value"] } == ["a", "b&quot;"])
        #expect(inputs.map { $0["type"] } == ["radio", "radio"])
        #expect(inputs.map { $0.has("checked") } == [false, true])
        #expect(inputs.map { $0["aria-describedby"] } == [nil, "field-way-2-hint"])
        #expect(html.text.contains("&lt;Second&gt;") && html.text.contains("Slow &amp; sure"))
    }

    @Test("any number of boxes may be checked, under one name")
    func boxes() {
        let html = CheckboxesField(plain, choices: choices, selected: ["a", "b\"", "x"]).html
        let inputs = Tag.all(in: html).filter { $0.name == "input" }

        #expect(inputs.map { $0["type"] } == ["checkbox", "checkbox"])
        #expect(inputs.allSatisfy { $0.has("checked") && $0["name"] == "way" })
    }

    @Test("what is wrong with a group is tied to the group, which can take the focus")
    func problem() throws {
        let group = try #require(
            Tag.all(in: RadioField(wrong, choices: choices, selected: nil).html).first
        )

        #expect(group["aria-describedby"] == "field-way-hint field-way-error")
        #expect(group["aria-invalid"] == "true")
        #expect(group["tabindex"] == "-1")
    }

    @Test("a long text says how long it may be, keeps every line break, and cannot end its field")
    func textArea() throws {
        let area = TextArea(
            wrong,
            value: "\n</textarea><b>",
            maximum: 1500,
            isRequired: true,
            t: try MarkupWords.translator()
        )
        let tags = Tag.all(in: area.html)
        let control = try #require(tags.first { $0.name == "textarea" })

        #expect(control["aria-describedby"] == "field-way-hint field-way-error field-way-count")
        #expect(control["data-maximum"] == "1500" && control["maxlength"] == nil)
        #expect(area.html.text.contains(">\n\n&lt;/textarea&gt;&lt;b&gt;</textarea>"))
        #expect(area.html.text.contains(">1,500 at most</span>"))
        #expect(tags.first { $0["id"] == "field-way-count" }?["data-left"] == "Left: #")
        #expect(tags.first { $0["id"] == "field-way-count" }?["data-over"] == "Over: #")
    }

    @Test("a file is asked for with its label, its kinds and what is wrong")
    func file() throws {
        let html = FileField(wrong, accept: "image/png", isRequired: true).html
        let input = try #require(Tag.all(in: html).first { $0.name == "input" })

        #expect(input["type"] == "file" && input["accept"] == "image/png")
        #expect(input.has("required") && input["aria-invalid"] == "true")
    }

    @Test("a group of fields has a legend, and a hint that is tied to it")
    func fieldset() throws {
        let hinted = Fieldset(id: "home", legend: "<Home>", hint: "Where", content: "<p>x</p>")
        let plain = Fieldset(id: "home", legend: "Home", content: .empty)

        #expect(Tag.all(in: hinted.html).first?["aria-describedby"] == "home-hint")
        #expect(hinted.html.text.contains("<legend>&lt;Home&gt;</legend>"))
        #expect(Tag.all(in: plain.html).first?["aria-describedby"] == nil)
        #expect(!plain.html.text.contains("hint"))
    }

    @Test("each kind of button says what it is by its class, and only a named one sends a value")
    func buttons() throws {
        let plain = try #require(Tag.all(in: Button("Send").html).first)
        let named = Button("<Go>", kind: .danger, name: "language", value: "f\"r", isDisabled: true)
        let tag = try #require(Tag.all(in: named.html).first)
        let link = try #require(Tag.all(in: ButtonLink("Go", to: "/a", kind: .quiet).html).first)

        #expect(plain["class"] == "button" && plain["name"] == nil && !plain.has("disabled"))
        #expect(tag["class"] == "button button-danger" && tag.has("disabled"))
        #expect(tag["name"] == "language" && tag["value"] == "f&quot;r")
        #expect(named.html.text.contains(">&lt;Go&gt;</button>"))
        #expect(link["class"] == "button button-quiet" && link["href"] == "/a")
    }
}
