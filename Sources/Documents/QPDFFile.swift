import CQPDF

/// A PDF that libqpdf has open: its objects by handles, and what is written of them.
///
/// Handles live as long as the file; ``release(_:)`` lets go of those that nobody needs any more.
@safe final class QPDFFile {
    /// One object, as libqpdf numbers it in this file.
    struct Handle: Equatable {
        let raw: UInt32
    }

    private(set) var data: qpdf_data?
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
    static func isError(_ code: QPDF_ERROR_CODE) -> Bool { code & QPDF_ERRORS != 0 }
}
