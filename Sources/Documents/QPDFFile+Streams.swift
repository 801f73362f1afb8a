import CQPDF

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension QPDFFile {
    /// How the contents of a stream are packed, from the outside in: `/FlateDecode`, `/DCTDecode`.
    func filters(of dictionary: Handle) -> [String] {
        let filter = value("/Filter", of: dictionary)
        defer { release(filter) }
        guard kind(of: filter) == .array else {
            return kind(of: filter) == .name ? [name(of: filter)] : []
        }
        return (0..<count(of: filter)).map { index in
            let item = item(index, of: filter)
            defer { release(item) }
            return name(of: item)
        }
    }

    /// What a stream holds below so many of its filters; with none, as it stands in the file.
    ///
    /// Throws `damaged` for what cannot be unpacked so far.
    func contents(of stream: Handle, below outer: Int) throws(Document.Refusal) -> [UInt8] {
        guard outer > 0 else { return try bytes(of: stream, qpdf_dl_none) }
        let packed = try bytes(of: stream, qpdf_dl_none)
        let (filters, parameters) = packing(of: stream, outer: outer)
        // Nothing refers to it, so it is not written.
        let aside = Handle(raw: unsafe qpdf_oh_new_stream(data))
        defer { for handle in [filters, parameters, aside] { release(handle) } }
        unsafe qpdf_oh_replace_stream_data(
            data,
            aside.raw,
            packed,
            packed.count,
            filters.raw,
            parameters.raw
        )
        return try bytes(of: aside, qpdf_dl_specialized)
    }

    /// Gives a stream other contents, which are packed as the last of its filters says, and by no other.
    func replace(_ bytes: [UInt8], of stream: Handle) {
        let dictionary = dictionary(of: stream)
        let filter = value("/Filter", of: dictionary)
        let parameters = value("/DecodeParms", of: dictionary)
        let last = kind(of: filter) == .array ? count(of: filter) - 1 : 0
        let (lastFilter, lastParameters) = (
            value(at: last, of: filter), value(at: last, of: parameters)
        )
        unsafe qpdf_oh_replace_stream_data(
            data,
            stream.raw,
            bytes,
            bytes.count,
            lastFilter.raw,
            lastParameters.raw
        )
        for handle in [dictionary, filter, parameters, lastFilter, lastParameters] {
            release(handle)
        }
    }

    /// Whether there is one of these words in what a stream holds, unpacked as far as it can be.
    ///
    /// What cannot be unpacked holds none: no program shows it.
    func has(oneOf words: [String], inContentsOf stream: Handle) -> Bool {
        guard let bytes = try? bytes(of: stream, qpdf_dl_specialized) else { return false }
        return words.contains { word in
            let word = Array(word.utf8)
            var rest = bytes[...]
            while let start = rest.firstIndex(of: word[0]) {
                rest = rest[start...]
                if rest.starts(with: word) { return true }
                rest = rest.dropFirst()
            }
            return false
        }
    }

    /// The outer filters of a stream, and what each of them needs to know.
    private func packing(of stream: Handle, outer: Int) -> (filters: Handle, parameters: Handle) {
        let dictionary = dictionary(of: stream)
        let filter = value("/Filter", of: dictionary)
        let parameters = value("/DecodeParms", of: dictionary)
        defer { for handle in [dictionary, filter, parameters] { release(handle) } }
        return (first(outer, of: filter), first(outer, of: parameters))
    }

    /// A list of the first values of a list; what is no list, as it is.
    private func first(_ count: Int, of list: Handle) -> Handle {
        guard kind(of: list) == .array else {
            return Handle(raw: unsafe qpdf_oh_new_object(data, list.raw))
        }
        let first = Handle(raw: unsafe qpdf_oh_new_array(data))
        for index in 0..<min(count, self.count(of: list)) {
            let item = item(index, of: list)
            unsafe qpdf_oh_append_item(data, first.raw, item.raw)
            release(item)
        }
        return first
    }

    /// The value at a place of a list; what is no list, as it is.
    private func value(at index: Int, of list: Handle) -> Handle {
        guard kind(of: list) == .array else {
            return Handle(raw: unsafe qpdf_oh_new_object(data, list.raw))
        }
        return index < count(of: list)
            ? item(index, of: list) : Handle(raw: unsafe qpdf_oh_new_null(data))
    }

    private func bytes(
        of stream: Handle,
        _ level: qpdf_stream_decode_level_e
    ) throws(Document.Refusal) -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        var count = 0
        var isUnpacked: QPDF_BOOL = 0
        let code = unsafe qpdf_oh_get_stream_data(
            data,
            stream.raw,
            level,
            &isUnpacked,
            &start,
            &count
        )
        defer { unsafe free(start) }
        guard !Self.isError(code), level == qpdf_dl_none || isUnpacked != 0 else { throw .damaged }
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }
}
