/// A square that phones read, such as the secret that an authenticator app takes.
///
/// Black on white by night too, because many readers know no other, with the quiet zone of four
/// modules that they need. What it holds must also stand beside it as text.
package struct QRCodePicture: Component {
    private let modules: [[Bool]]
    private let label: String

    /// Rows from above, true for dark; the label says what the code is for.
    package init(modules: [[Bool]], label: String) {
        self.modules = modules
        self.label = label
    }

    package var html: HTML {
        let width = modules.count + 2 * Self.quiet
        return """
            <svg class="qr-code" role="img" aria-label="\(label)" viewBox="0 0 \(width) \(width)" \
            shape-rendering="crispEdges" focusable="false"><rect width="\(width)" height="\(width)" \
            fill="#fff"/><path fill="#000" d="\(path)"/></svg>
            """
    }

    /// A stretch of dark modules is one rectangle: a fifth of the bytes that single ones would take.
    private var path: HTML {
        var parts: [HTML] = []
        for (y, row) in modules.enumerated() {
            var start = 0
            while let first = row[start...].firstIndex(of: true) {
                let end = row[first...].firstIndex(of: false) ?? row.count
                let (left, top, length) = (first + Self.quiet, y + Self.quiet, end - first)
                parts.append("M\(left) \(top)h\(length)v1H\(left)z")
                start = end
            }
        }
        return "\(parts)"
    }

    /// Modules of white on each side (ISO/IEC 18004, section 5.3.8).
    private static let quiet = 4
}
