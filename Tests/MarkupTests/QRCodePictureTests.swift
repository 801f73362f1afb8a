import Testing

@testable import Markup

/// Goal: the picture shows exactly the modules, on white with room around them, and says what it is.
///
/// Method: the drawing is read back into modules.
@Suite("Pictures of QR codes")
struct QRCodePictureTests {
    private static let modules = (0..<21).map { y in
        (0..<21).map { x in (x * y + x / 3 + y) % 3 == 0 }
    }

    @Test("every dark module is drawn, and no light one")
    func modules() throws {
        let picture = QRCodePicture(modules: Self.modules, label: "x")
        let path = try #require(Tag.all(in: picture.html).first { $0.name == "path" })
        let data = try #require(path["d"])

        var drawn = Self.modules.map { $0.map { _ in false } }
        for stretch in data.split(separator: "M") {
            let numbers = stretch.split { !$0.isNumber }.compactMap { Int($0) }
            try #require(numbers.count == 5 && numbers[3] == 1 && numbers[4] == numbers[0])
            for x in numbers[0]..<(numbers[0] + numbers[2]) {
                try #require(!drawn[numbers[1] - 4][x - 4])
                drawn[numbers[1] - 4][x - 4] = true
            }
        }

        #expect(drawn == Self.modules)
        #expect(path["fill"] == "#000")
    }

    @Test("four modules of white are around it, by day and by night")
    func quiet() throws {
        let tags = Tag.all(in: QRCodePicture(modules: Self.modules, label: "x").html)
        let ground = try #require(tags.first { $0.name == "rect" })

        #expect(tags.first?["viewBox"] == "0 0 29 29")
        #expect(ground["width"] == "29" && ground["height"] == "29" && ground["fill"] == "#fff")
    }

    @Test("its text alternative is the label, escaped")
    func label() {
        let tags = Tag.all(
            in: QRCodePicture(modules: Self.modules, label: "For \"Ada\" & <b>").html
        )

        #expect(tags.first?["role"] == "img")
        #expect(tags.first?["aria-label"] == "For &quot;Ada&quot; &amp; &lt;b&gt;")
        #expect(tags.map(\.name) == ["svg", "rect", "path"])
    }

    @Test("a square without dark modules is an empty drawing")
    func empty() {
        let html = QRCodePicture(modules: [[false, false], [false, false]], label: "x").html

        #expect(html.text.contains("d=\"\""))
    }
}
