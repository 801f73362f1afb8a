import Kernel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The lines of a file, one at a time: a delivery may be larger than the memory.
package struct LineFile: Sequence {
    package let path: String

    package init(path: String) { self.path = path }

    package func makeIterator() -> Iterator { Iterator(path: path) }

    package final class Iterator: IteratorProtocol {
        private let stream: UnsafeMutablePointer<FILE>?
        private var buffer = [CChar](repeating: 0, count: Limits.deliveryLineBytes)

        init(path: String) {
            stream = fopen(path, "r")
        }

        deinit {
            if let stream { fclose(stream) }
        }

        /// A line without its end; what is longer than the limit comes in pieces and will not
        /// match any hash.
        package func next() -> [UInt8]? {
            guard let stream, fgets(&buffer, Int32(buffer.count), stream) != nil else { return nil }
            let line = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            return line.last == UInt8(ascii: "\n") ? line.dropLast() : line
        }
    }
}
