import Kernel
import Localization
import Testing

@testable import Markup

/// Goal: dates, summaries and notices say what is wrong where assistive technology looks for it.
///
/// Method: the components with a catalogue of their own words.
@Suite("Parts of forms")
struct FormPartTests {
    @Test("a date has three labelled inputs in a group with a legend")
    func date() throws {
        let tags = Tag.all(in: try date(problem: nil))
        let inputs = tags.filter { $0.name == "input" }
        let labels = tags.filter { $0.name == "label" }

        #expect(inputs.map { $0["name"] } == ["birth-day", "birth-month", "birth-year"])
        #expect(inputs.map { $0["id"] } == labels.map { $0["for"] })
        #expect(inputs.map { $0["value"] } == ["3", "&lt;", ""])
        #expect(inputs.map { $0["autocomplete"] } == ["bday-day", "bday-month", "bday-year"])
        #expect(inputs.allSatisfy { $0["inputmode"] == "numeric" && $0["type"] == "text" })
        #expect(tags.contains { $0.name == "legend" })
    }

    @Test("the problem of a date is tied to its group, which the summary leads to")
    func dateProblem() throws {
        let tags = Tag.all(in: try date(problem: "Enter a date"))
        let group = try #require(tags.first { $0.name == "fieldset" })

        #expect(group["id"] == "field-birth")
        #expect(group["tabindex"] == "-1")
        #expect(group["aria-describedby"] == "field-birth-error")
        #expect(tags.contains { $0["id"] == "field-birth-error" })
    }

    @Test("the summary says every problem and leads to its field")
    func summary() throws {
        let problems = [
            FieldProblem(field: "field-a", message: "Enter <a>"),
            FieldProblem(field: "field-\"b", message: "Enter b"),
        ]

        let html = ErrorSummary(problems: problems, t: try t()).html
        let tags = Tag.all(in: html)

        #expect(html.text.contains("Please check"))
        #expect(html.text.contains("Enter &lt;a&gt;"))
        #expect(
            tags.filter { $0.name == "a" }.map { $0["href"] } == ["#field-a", "#field-&quot;b"]
        )
        #expect(tags.first?["role"] == "alert")
        #expect(tags.first?["tabindex"] == "-1")
        #expect(tags.contains { $0["id"] == tags.first?["aria-labelledby"] })
    }

    @Test("without problems there is no summary")
    func noSummary() throws {
        #expect(ErrorSummary(problems: [], t: try t()).html.isEmpty)
    }

    @Test("an error interrupts, any other notice waits its turn")
    func notices() {
        let error = Tag.all(in: Notice(.error, title: "<No>").html)
        let success = Tag.all(in: Notice(.success, title: "Yes").html)

        #expect(error.first?["role"] == "alert")
        #expect(success.first?["role"] == "status")
        #expect(Notice(.error, title: "<No>").html.text.contains("<h2>&lt;No&gt;</h2>"))
    }

    @Test("a list of one part has no pagination, and each way has its relation")
    func pagination() throws {
        let t = try t()
        let none = Pagination(previous: nil, next: nil, previousLabel: "Back", t: t)
        let both = Pagination(previous: "/a", next: "/b", previousLabel: "Back", t: t)
        let last = Pagination(previous: "/a", next: nil, previousLabel: "Back", t: t)

        #expect(none.html.isEmpty)
        #expect(Tag.all(in: both.html).compactMap { $0["rel"] } == ["prev", "next"])
        #expect(Tag.all(in: last.html).compactMap { $0["rel"] } == ["prev"])
        #expect(Tag.all(in: both.html).first?["aria-label"] == "Parts")
    }

    @Test("a message with markup keeps it, and escapes every other value")
    func markup() throws {
        let html = try t().markup("a.link", ["link": "<a>x</a>"], ["name": .text("<b>")])
        let forgotten = try t().markup("a.link", [:], ["name": .text("y")])

        #expect(html.text == "&lt;b&gt; &amp; <a>x</a>")
        #expect(forgotten.text == "y &amp; {{link}}")
    }

    @Test("a block of data is a block of data, and one that could end early is never sent")
    func json() async {
        let block = HTML(trustingJSON: #"{"a":"\u003c/script>"}"#, id: "data")

        #expect(
            block.text
                == #"<script type="application/json" id="data">{"a":"\u003c/script>"}</script>"#
        )
        await #expect(processExitsWith: .failure) {
            _ = HTML(trustingJSON: #"{"a":"</script><script>"}"#, id: "data")
        }
    }

    private func date(problem: String?) throws -> HTML {
        let frame = FieldFrame(name: "birth", label: "Birth", problem: problem)
        return DateField(
            frame,
            typed: .init(day: "3", month: "<", year: ""),
            isBirthday: true,
            t: try t()
        ).html
    }

    private func t() throws -> Translator {
        let english = try Catalogue(
            language: .english,
            texts: [
                "form.errors.title": "Please check", "form.date.day": "Day",
                "form.date.month": "Month",
                "form.date.year": "Year", "pagination.label": "Parts", "pagination.next": "Next",
                "a.link": "{{name}} & {{link}}", "number.groupFrom": "1000",
            ]
        )
        return try Translations(catalogues: [english]).translator(for: .english)
    }
}
