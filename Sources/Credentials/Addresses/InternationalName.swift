private import CIDN

/// One name of a domain in letters beyond ASCII, as the domain name system carries it (RFC 5891).
///
/// `xn--` and letters of ASCII; sharp s and final sigma are letters of their own there.
enum InternationalName {
    /// No name of a domain is longer, in bytes.
    static let bytes = 63

    /// Why a name cannot be carried.
    enum Flaw: Error {
        case malformed
        case tooLong
    }

    /// `xn--bcher-kva` for `bücher`, which is in lower case and form C.
    static func encode(_ name: String) throws(Flaw) -> String {
        var result: UnsafeMutablePointer<UInt8>?
        let options = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        let status = unsafe name.withCString { text in
            unsafe text.withMemoryRebound(to: UInt8.self, capacity: name.utf8.count + 1) {
                unsafe idn2_lookup_u8($0, &result, options)
            }
        }
        switch status {
        case IDN2_OK.rawValue:
            guard let text = unsafe result else { throw .malformed }
            defer { unsafe idn2_free(text) }
            return unsafe String(cString: text)
        case IDN2_TOO_BIG_LABEL.rawValue, IDN2_TOO_BIG_DOMAIN.rawValue,
            IDN2_PUNYCODE_BIG_OUTPUT.rawValue:
            throw .tooLong
        default: throw .malformed
        }
    }

    /// The name that an encoded one shows; nil for what ``encode(_:)`` does not make.
    static func decode(_ encoded: String) -> String? {
        var result: UnsafeMutablePointer<CChar>?
        let status = unsafe encoded.withCString { text in
            unsafe idn2_to_unicode_8z8z(text, &result, 0)
        }
        guard status == IDN2_OK.rawValue, let text = unsafe result else { return nil }
        defer { unsafe idn2_free(text) }
        let name = unsafe String(cString: text)
        return (try? encode(name)) == encoded && name != encoded ? name : nil
    }
}
