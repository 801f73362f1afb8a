/// `Forwarded` (RFC 7239): pairs for each hop, from the farthest to the nearest.
///
/// Read by the letter: in a field that breaks the grammar nobody knows where a hop ends.
enum Forwarded {
    /// Nil stands for a hop that names nobody.
    ///
    /// A field that cannot be read is one such hop: what a stranger broke in a field of their own spoils
    /// nothing of the one that a proxy added.
    static func hops(in fields: [String]) -> [InternetAddress?] {
        fields.flatMap { field -> [InternetAddress?] in
            var reader = Reader(bytes: Array(field.utf8))
            return reader.elements() ?? [nil]
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        /// Nil when the grammar is broken anywhere.
        mutating func elements() -> [InternetAddress?]? {
            var hops: [InternetAddress?] = []
            while true {
                skipSpace()
                // An empty element of a list is none (RFC 9110, section 5.6.1.2).
                if take(UInt8(ascii: ",")) { continue }
                guard position < bytes.count else { return hops }
                guard let hop = element() else { return nil }
                hops.append(hop)
                skipSpace()
                guard position == bytes.count || take(UInt8(ascii: ",")) else { return nil }
            }
        }

        /// The `for` of one hop; twice nil when it cannot be read.
        private mutating func element() -> InternetAddress?? {
            var names: Set<String> = []
            var node: InternetAddress?
            repeat {
                skipSpace()
                // Between two semicolons there may be nothing.
                guard let name = token()?.lowercased() else { continue }
                guard names.insert(name).inserted, take(UInt8(ascii: "=")),
                    let value = quoted() ?? token()
                else { return nil }
                if name == "for" {
                    node = ForwardedNode.address(Substring(value), allowsBareIPv6: false)
                }
                skipSpace()
            } while take(UInt8(ascii: ";"))
            return .some(node)
        }

        private mutating func token() -> String? {
            let start = position
            while position < bytes.count, Self.isToken(bytes[position]) { position += 1 }
            return position > start
                ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
        }

        /// A quoted string without its quotation marks and backslashes.
        private mutating func quoted() -> String? {
            let start = position
            guard take(UInt8(ascii: "\"")) else { return nil }
            var text: [UInt8] = []
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
                if byte == UInt8(ascii: "\\") {
                    guard position < bytes.count else { break }
                    text.append(bytes[position])
                    position += 1
                } else {
                    text.append(byte)
                }
            }
            position = start
            return nil
        }

        private mutating func skipSpace() {
            while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
                position += 1
            }
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        /// `tchar` of RFC 9110, section 5.6.2.
        private static func isToken(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: Array("!#$%&'*+-.^_`|~".utf8).contains(byte)
            }
        }
    }
}
