import Testing

@testable import Pictures

/// Goal: what is drawn is where it should be, smooth at its edges, and a PNG that others can read.
///
/// Method: small sheets looked at pixel by pixel; our own reader opens what was written.
@Suite("Drawing")
struct CanvasTests {
    private let ink = Canvas.Ink(0, 0, 0)
    private let paper = Canvas.Ink(0xFF, 0xFF, 0xFF)

    private func sheet(_ width: Int = 40, _ height: Int = 40) -> Canvas {
        Canvas(width: width, height: height, ground: paper, inks: [ink, Canvas.Ink(0xFF, 0, 0)])
    }

    @Test("a dot is full in its middle, half at its edge and nowhere else")
    func dot() {
        var canvas = sheet()
        canvas.dot(at: Canvas.Point(20, 20), radius: 10.5, ink: 1)

        let middle = canvas.look(20, 20)
        #expect(middle.ink == 1 && middle.level == 15)
        #expect(canvas.look(30, 20).level > 0 && canvas.look(30, 20).level < 15)
        #expect(canvas.look(32, 20).level == 0 && canvas.look(5, 5).level == 0)
    }

    @Test("what would stand outside of the sheet is left out")
    func outside() {
        var canvas = sheet()
        canvas.dot(at: Canvas.Point(0, 0), radius: 5, ink: 0)
        canvas.dot(at: Canvas.Point(-100, 900), radius: 5, ink: 0)
        canvas.line([Canvas.Point(-50, 20), Canvas.Point(90, 20)], thickness: 4, ink: 0)

        #expect(canvas.look(0, 0).level == 15)
        #expect(canvas.look(0, 20).level == 15 && canvas.look(39, 20).level == 15)
        #expect(canvas.look(20, 30).level == 0)
    }

    @Test("an arch is round above and fills from the ground")
    func arch() {
        var canvas = sheet()
        let corner = Canvas.Point(10, 5)
        canvas.arch(at: corner, width: 20, height: 30, share: 1, ink: 0)
        canvas.arch(at: corner, width: 20, height: 30, share: 0.5, ink: 1)

        let crown = canvas.look(20, 6)
        #expect(crown.ink == 0 && crown.level == 15)
        #expect(canvas.look(11, 6).level == 0, "the corner is rounded off")
        #expect(canvas.look(20, 15).ink == 0 && canvas.look(20, 25).ink == 1)
        #expect(canvas.look(20, 36).level == 0)
    }

    @Test("every figure is drawn, differs from the others, and is as wide as it says")
    func figures() throws {
        var drawn: Set<[Int]> = []
        for figure in "0123456789CEI()" {
            var canvas = sheet(60, 60)
            let end = canvas.write(
                String(figure),
                at: Canvas.Point(10, 10),
                height: 40,
                thickness: 4,
                ink: 0
            )
            let levels = (0..<3600).map { canvas.look($0 % 60, $0 / 60).level }
            let columns = (0..<60).filter { x in (0..<60).contains { levels[$0 * 60 + x] > 7 } }
            let last = try #require(columns.last)

            #expect(abs(end - 10 - Canvas.width(of: String(figure), height: 40)) < 0.01)
            #expect(Double(last) <= end + 4, "\(figure) ends at \(last)")
            let inked = levels.count(where: { $0 > 7 })
            #expect(inked > 100, "\(figure)")
            drawn.insert(levels)
        }
        #expect(drawn.count == 15)
        var canvas = sheet()
        let end = canvas.write("ŁΩж", at: Canvas.Point(5, 5), height: 9, thickness: 1, ink: 0)
        #expect(end < 5)
    }

    @Test("the file is a PNG of that size that our own reader takes, the same for the same drawing")
    func file() throws {
        var canvas = sheet(300, 200)
        canvas.dot(at: Canvas.Point(150, 100), radius: 60, ink: 1)
        let picture = try #require(canvas.picture())

        let bounds = Picture.Bounds(bytes: 100_000, width: 1...400, height: 1...400)
        let read = try Picture(verifying: picture.bytes, within: bounds)

        #expect(read.width == 300 && read.height == 200 && read.format == .png)
        #expect(canvas.picture() == picture)
        #expect(picture.bytes.count < 4000)
    }
}
