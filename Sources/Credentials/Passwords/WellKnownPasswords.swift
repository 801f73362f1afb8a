/// The passwords that everybody who guesses tries first.
///
/// One array of bytes, searched by halving: as small in memory as the file.
package struct WellKnownPasswords: Sendable {
    private let bytes: [UInt8]
    /// Where each line begins, and where the last one ends.
    private let starts: [Int32]

    /// The file was made in another order, or it is empty.
    package struct Damaged: Error, Equatable {}

    /// Takes `Seeds/well-known-passwords.txt`: a bare password a line, sorted by bytes, each once.
    package init(file bytes: [UInt8]) throws(Damaged) {
        var starts: [Int32] = [0]
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(Int32(place + 1))
        }
        guard starts.count > 1, bytes.last == UInt8(ascii: "\n") else { throw Damaged() }
        self.bytes = bytes
        self.starts = starts
        for line in 1..<count {
            guard self[line - 1].lexicographicallyPrecedes(self[line]) else { throw Damaged() }
        }
    }

    package var count: Int { starts.count - 1 }

    /// Whether a bare text (see ``NormalForm/bare(_:)``) is one of them.
    func contains(_ text: some StringProtocol) -> Bool {
        let wanted = Array(text.utf8)
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].lexicographicallyPrecedes(wanted) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < count && self[low].elementsEqual(wanted)
    }

    private subscript(line: Int) -> ArraySlice<UInt8> {
        bytes[Int(starts[line])..<Int(starts[line + 1]) - 1]
    }
}
