import Testing

@testable import Markup

/// Goal: a goal never looks reached before it is, and a first signature shows.
///
/// Method: counts around each bound, and every count of a small goal.
@Suite("Progress bars")
struct ProgressBarTests {
    @Test(
        "a share is in hundredths of a percent, rounded down",
        arguments: [
            (0, 1_000_000, 0), (1, 1_000_000, 0), (100, 1_000_000, 1), (199, 1_000_000, 1),
            (999_999, 1_000_000, 9999), (1_000_000, 1_000_000, 10_000),
            (1_000_001, 1_000_000, 10_000), (2, 3, 6666), (1, 0, 0), (1, -5, 0),
            (2_000_000, 1_000_000, 20_000),
        ]
    )
    func share(value: Int, goal: Int, share: Int) {
        #expect(ProgressBar.share(value, of: goal) == share)
    }

    @Test("a count too large to multiply is still a share")
    func overflow() async {
        #expect(ProgressBar.share(.max, of: .max) == 10_000)
        #expect(ProgressBar.share(.max, of: .max / 2) == 20_000)
        await #expect(processExitsWith: .success) {
            _ = ProgressBar(caption: "c", value: .max, goal: 1).html
        }
    }

    @Test("the bar is full from the goal on, and at no count before it")
    func full() {
        for value in 0..<1013 {
            let html = ProgressBar(caption: "c", value: value, goal: 1013).html.text
            #expect(!html.contains("class=\"fill\" width=\"100") && !html.contains("reached"))
        }
        for value in [1013, 1014, 5000] {
            let html = ProgressBar(caption: "c", value: value, goal: 1013).html.text
            #expect(html.contains("class=\"fill\" width=\"100.0%\""))
            #expect(html.contains("class=\"progress reached\""))
        }
    }

    @Test("a first signature shows, and none does not")
    func first() {
        #expect(fill(0, 1_000_000) == "0.0%")
        #expect(fill(1, 1_000_000) == "0.5%")
        #expect(fill(6_000, 1_000_000) == "0.6%")
        #expect(fill(999_999, 1_000_000) == "99.9%")
        #expect(fill(-3, 1_000_000) == "0.0%")
    }

    @Test("with a label it is a picture with a text, escaped")
    func label() {
        let html = ProgressBar(label: "1 of \"2\"", value: 1, goal: 2).html.text

        #expect(html.contains("role=\"img\" aria-label=\"1 of &quot;2&quot;\""))
        #expect(!html.contains("aria-hidden"))
    }

    @Test("with a caption the picture is passed over, because the words stand beside it")
    func caption() {
        let html = ProgressBar(caption: "<half>", value: 1, goal: 2).html.text

        #expect(html.contains("aria-hidden=\"true\""))
        #expect(!html.contains("role="))
        #expect(html.contains("<span>&lt;half&gt;</span>"))
    }

    private func fill(_ value: Int, _ goal: Int) -> String? {
        let html = ProgressBar(caption: "c", value: value, goal: goal).html.text
        return html.split(separator: "class=\"fill\" width=\"").last?
            .prefix { $0 != "\"" }.description
    }
}
