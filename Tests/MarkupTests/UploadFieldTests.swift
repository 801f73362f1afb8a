import Kernel
import Localization
import Testing

@testable import Markup

/// Goal: whoever sends a file reads before what may be sent, and never sends the same one twice.
///
/// Method: the component empty, wrong, and with a file that has arrived.
@Suite("The field of a file")
struct UploadFieldTests {
    private func field(
        hint: HTML = .empty,
        problem: String? = nil,
        arrived: UploadField.Arrived? = nil
    ) throws -> HTML {
        UploadField(
            FieldFrame(name: "plan", label: "Plan", hint: hint, problem: problem),
            allowed: "PDF, at most 5 MB",
            accept: "application/pdf",
            arrived: arrived,
            isRequired: true,
            t: try MarkupWords.translator()
        ).html
    }

    @Test("what is allowed is read together with the label, behind the hint")
    func allowed() throws {
        let html = try field(hint: "As you drew it.")
        let input = try #require(Tag.all(in: html).first { $0.name == "input" })

        #expect(html.text.contains(">As you drew it. PDF, at most 5 MB.<"))
        #expect(input["aria-describedby"] == "field-plan-hint")
        #expect(input["type"] == "file" && input["accept"] == "application/pdf")
        #expect(html.text.contains(" required"))
    }

    @Test("what is wrong is tied to the control")
    func problem() throws {
        let html = try field(problem: "Too large")
        let input = try #require(Tag.all(in: html).first { $0.name == "input" })

        #expect(input["aria-describedby"] == "field-plan-hint field-plan-error")
        #expect(input["aria-invalid"] == "true")
    }

    @Test("a file that has arrived is named, kept by a hidden field, and not required again")
    func arrived() throws {
        let html = try field(
            arrived: .init(field: "plan-waiting", id: "ID", name: "a<b.pdf", size: "2 MB")
        )
        let inputs = Tag.all(in: html).filter { $0.name == "input" }

        #expect(html.text.contains("Here: <bdi>a&lt;b.pdf</bdi> (2 MB)"))
        #expect(inputs.map { $0["type"] } == ["hidden", "file"])
        #expect(inputs.first?["name"] == "plan-waiting" && inputs.first?["value"] == "ID")
        #expect(inputs.last?["aria-describedby"] == "field-plan-hint field-plan-arrived")
        #expect(!html.text.contains(" required"))
    }
}
