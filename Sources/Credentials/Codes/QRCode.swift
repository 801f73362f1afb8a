import CQRCode
import Kernel

/// A text as a square of dark and light modules that phones read (ISO/IEC 18004).
package struct QRCode: Equatable, Sendable {
    /// Rows from above; true is dark.
    ///
    /// The quiet zone around them is not included.
    package let modules: [[Bool]]

    /// Nil for nothing, for more than fits, and for a null character, which would end the text.
    ///
    /// A quarter of the square may be unreadable (level Q): screens are dirty and curved.
    package init?(_ text: String) {
        guard (1...Limits.qrCodeBytes).contains(text.utf8.count), !text.utf8.contains(0) else {
            return nil
        }
        let bytes = Array(text.utf8)
        guard let code = unsafe QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_Q) else {
            return nil
        }
        defer { unsafe QRcode_free(code) }
        let width = unsafe Int(code.pointee.width)
        let cells = unsafe UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        modules = (0..<width).map { row in
            // The lowest bit says dark; the others what a module is for.
            (0..<width).map { column in unsafe cells[row * width + column] & 1 == 1 }
        }
    }
}
