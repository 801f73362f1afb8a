private import CQPDF

#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// A PDF that libqpdf has open: its objects by handles, and what is written of them.
///
/// Handles live as long as the file; ``release()`` lets go of those that nobody needs any more.
@safe final class QPDFFile {
    /// One object, as libqpdf numbers it in this file.
    struct Handle: Equatable {
        fileprivate let raw: UInt32
    }

    private var data: qpdf_data?
    /// libqpdf reads from it until the file is closed.
    private let source: UnsafeMutableBufferPointer<CChar>

    /// Throws `locked` for a file that needs a password, `damaged` for one that is not to be understood.
    init(reading bytes: [UInt8]) throws(Document.Refusal) {
        unsafe source = .allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() {
            unsafe source[index] = CChar(bitPattern: byte)
        }
        unsafe data = qpdf_init()
        unsafe qpdf_silence_errors(data)
        unsafe qpdf_set_suppress_warnings(data, 1)
        let code = unsafe qpdf_read_memory(
            data,
            "upload",
            source.baseAddress,
            UInt64(bytes.count),
            nil
        )
        guard !Self.isError(code) else {
            let error = unsafe qpdf_get_error(data)
            let isLocked = unsafe qpdf_get_error_code(data, error) == qpdf_e_password
            throw isLocked ? .locked : .damaged
        }
    }

    deinit {
        // An error that nobody asked for would be written to the error output of the server.
        if unsafe qpdf_has_error(data) != 0 { _ = unsafe qpdf_get_error(data) }
        unsafe qpdf_cleanup(&data)
        unsafe source.deallocate()
    }

    var pages: Int { Int(unsafe qpdf_get_num_pages(data)) }

    var isEncrypted: Bool { unsafe qpdf_is_encrypted(data) != 0 }

    /// The whole file as it is now, without encryption; what nothing refers to is left out.
    func written() throws(Document.Refusal) -> [UInt8] {
        guard unsafe !Self.isError(qpdf_init_write_memory(data)) else { throw .damaged }
        unsafe qpdf_set_preserve_encryption(data, 0)
        unsafe qpdf_set_preserve_unreferenced_objects(data, 0)
        // The same file gives the same bytes, and no name of it tells when or where it was written.
        unsafe qpdf_set_deterministic_ID(data, 1)
        unsafe qpdf_set_object_stream_mode(data, qpdf_o_disable)
        // Pictures and text stay as they are: what is expanded here would be a way to fill the memory.
        unsafe qpdf_set_stream_data_mode(data, qpdf_s_preserve)
        unsafe qpdf_set_suppress_original_object_IDs(data, 1)
        guard unsafe !Self.isError(qpdf_write(data)) else { throw .damaged }
        let count = unsafe qpdf_get_buffer_length(data)
        guard let start = unsafe qpdf_get_buffer(data) else { throw .damaged }
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// Anything but a success with or without warnings.
    private static func isError(_ code: QPDF_ERROR_CODE) -> Bool { code & QPDF_ERRORS != 0 }
}

extension QPDFFile {
    /// What an object is, as far as a sweep needs to know.
    enum Kind {
        case dictionary
        case stream
        case array
        case text
        case name
        case other
    }

    var trailer: Handle { Handle(raw: unsafe qpdf_get_trailer(data)) }
    var root: Handle { Handle(raw: unsafe qpdf_get_root(data)) }

    func kind(of object: Handle) -> Kind {
        switch unsafe qpdf_oh_get_type_code(data, object.raw) {
        case ot_dictionary: .dictionary
        case ot_stream: .stream
        case ot_array: .array
        case ot_string: .text
        case ot_name: .name
        default: .other
        }
    }

    /// Its number in the file; nil for one that stands inside another.
    func number(of object: Handle) -> Int? {
        guard unsafe qpdf_oh_is_indirect(data, object.raw) != 0 else { return nil }
        let id = unsafe qpdf_oh_get_object_id(data, object.raw)
        return Int(id) << 20 | Int(unsafe qpdf_oh_get_generation(data, object.raw))
    }

    /// The dictionary that describes a stream.
    func dictionary(of stream: Handle) -> Handle {
        Handle(raw: unsafe qpdf_oh_get_dict(data, stream.raw))
    }

    func keys(of dictionary: Handle) -> [String] {
        unsafe qpdf_oh_begin_dict_key_iter(data, dictionary.raw)
        var keys: [String] = []
        while unsafe qpdf_oh_dict_more_keys(data) != 0 {
            guard let key = unsafe qpdf_oh_dict_next_key(data) else { break }
            keys.append(unsafe String(cString: key))
        }
        return keys
    }

    func value(_ key: String, of dictionary: Handle) -> Handle {
        Handle(raw: unsafe qpdf_oh_get_key(data, dictionary.raw, key))
    }

    func has(_ key: String, in dictionary: Handle) -> Bool {
        unsafe qpdf_oh_has_key(data, dictionary.raw, key) != 0
    }

    func remove(_ key: String, from dictionary: Handle) {
        unsafe qpdf_oh_remove_key(data, dictionary.raw, key)
    }

    func count(of array: Handle) -> Int {
        Int(unsafe qpdf_oh_get_array_n_items(data, array.raw))
    }

    func item(_ index: Int, of array: Handle) -> Handle {
        Handle(raw: unsafe qpdf_oh_get_array_item(data, array.raw, Int32(index)))
    }

    func removeItem(_ index: Int, of array: Handle) {
        unsafe qpdf_oh_erase_item(data, array.raw, Int32(index))
    }

    /// The name under a key, with its slash; empty for whatever is none.
    func name(_ key: String, in dictionary: Handle) -> String {
        let value = value(key, of: dictionary)
        defer { release(value) }
        return name(of: value)
    }

    /// The text under a key; empty for whatever is none.
    func text(_ key: String, in dictionary: Handle) -> String {
        let value = value(key, of: dictionary)
        defer { release(value) }
        guard kind(of: value) == .text,
            let text = unsafe qpdf_oh_get_utf8_value(data, value.raw)
        else { return "" }
        return unsafe String(cString: text)
    }

    /// Whether a stream holds a JPEG as it is.
    func isPhotograph(_ dictionary: Handle) -> Bool {
        let filter = value("/Filter", of: dictionary)
        defer { release(filter) }
        guard kind(of: filter) == .array else {
            return name("/Filter", in: dictionary) == "/DCTDecode"
        }
        guard count(of: filter) == 1 else { return false }
        let only = item(0, of: filter)
        defer { release(only) }
        return name(of: only) == "/DCTDecode"
    }

    private func name(of value: Handle) -> String {
        guard kind(of: value) == .name, let text = unsafe qpdf_oh_get_name(data, value.raw) else {
            return ""
        }
        return unsafe String(cString: text)
    }

    /// What a stream holds as it stands in the file, compressed as it is.
    func contents(of stream: Handle) throws(Document.Refusal) -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        var count = 0
        let code = unsafe qpdf_oh_get_stream_data(
            data,
            stream.raw,
            qpdf_dl_none,
            nil,
            &start,
            &count
        )
        defer { unsafe free(start) }
        guard !Self.isError(code) else { throw .damaged }
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// Gives a stream other contents, that are compressed in the same way.
    func replace(_ bytes: [UInt8], of stream: Handle) {
        let dictionary = dictionary(of: stream)
        let filter = value("/Filter", of: dictionary)
        let parameters = value("/DecodeParms", of: dictionary)
        unsafe qpdf_oh_replace_stream_data(
            data,
            stream.raw,
            bytes,
            bytes.count,
            filter.raw,
            parameters.raw
        )
        for handle in [dictionary, filter, parameters] { release(handle) }
    }

    func release(_ object: Handle) { unsafe qpdf_oh_release(data, object.raw) }
}
