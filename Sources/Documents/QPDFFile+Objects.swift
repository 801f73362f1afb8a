import CQPDF

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

    /// What a value stands under in a dictionary, with its slash: any bytes, also such as are no text.
    struct Key: Hashable, ExpressibleByStringLiteral {
        fileprivate let bytes: [CChar]
        /// What is no text is not to be read in it: it is none of the names that mean anything.
        let text: String

        init(stringLiteral text: String) {
            self.text = text
            bytes = text.utf8.map { CChar(bitPattern: $0) } + [0]
        }

        fileprivate init(copying start: UnsafePointer<CChar>) {
            unsafe text = String(cString: start)
            var bytes: [CChar] = []
            var next = unsafe start
            while unsafe next.pointee != 0 {
                bytes.append(unsafe next.pointee)
                unsafe next += 1
            }
            self.bytes = bytes + [0]
        }
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

    func keys(of dictionary: Handle) -> [Key] {
        unsafe qpdf_oh_begin_dict_key_iter(data, dictionary.raw)
        var keys: [Key] = []
        while unsafe qpdf_oh_dict_more_keys(data) != 0 {
            guard let key = unsafe qpdf_oh_dict_next_key(data) else { break }
            keys.append(unsafe Key(copying: key))
        }
        return keys
    }

    func value(_ key: Key, of dictionary: Handle) -> Handle {
        Handle(raw: unsafe qpdf_oh_get_key(data, dictionary.raw, key.bytes))
    }

    func has(_ key: Key, in dictionary: Handle) -> Bool {
        unsafe qpdf_oh_has_key(data, dictionary.raw, key.bytes) != 0
    }

    func remove(_ key: Key, from dictionary: Handle) {
        unsafe qpdf_oh_remove_key(data, dictionary.raw, key.bytes)
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
    func name(_ key: Key, in dictionary: Handle) -> String {
        let value = value(key, of: dictionary)
        defer { release(value) }
        return name(of: value)
    }

    /// A name, with its slash; empty for whatever is none.
    func name(of value: Handle) -> String {
        guard kind(of: value) == .name, let text = unsafe qpdf_oh_get_name(data, value.raw) else {
            return ""
        }
        return unsafe String(cString: text)
    }

    /// The text under a key; empty for whatever is none.
    func text(_ key: Key, in dictionary: Handle) -> String {
        let value = value(key, of: dictionary)
        defer { release(value) }
        guard kind(of: value) == .text,
            let text = unsafe qpdf_oh_get_utf8_value(data, value.raw)
        else { return "" }
        return unsafe String(cString: text)
    }

    func release(_ object: Handle) { unsafe qpdf_oh_release(data, object.raw) }
}
