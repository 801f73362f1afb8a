private import CPostgres
internal import Storage

/// The values of a statement in PostgreSQL's binary form, each with its type.
struct PostgresParameters {
    /// The type of each; 0 lets the server find it out, for NULL.
    private(set) var types: [UInt32] = []
    private var lengths: [CInt] = []
    private var bytes: [UInt8] = []

    init(_ values: [SQLValue]) {
        types.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        bytes.reserveCapacity(values.count * 24)
        for value in values {
            if case .list(let elements) = value {
                guard let kind = elements.first.flatMap(PostgresArrays.type) else {
                    preconditionFailure("a list holds values")
                }
                append(elements, type: kind.array, of: kind.type)
                continue
            }
            let start = bytes.count
            types.append(append(value))
            lengths.append(value == .null ? -1 : CInt(bytes.count - start))
        }
    }

    /// One value more: an array with one dimension.
    mutating func append(_ elements: [SQLValue], type: UInt32, of elementType: UInt32) {
        let start = bytes.count
        types.append(type)
        append(UInt32(1))
        append(UInt32(elements.contains(.null) ? 1 : 0))
        append(elementType)
        append(UInt32(elements.count))
        // The first element has the number 1.
        append(UInt32(1))
        for element in elements {
            let place = bytes.count
            append(UInt32.max)
            _ = append(element)
            guard element != .null else { continue }
            let length = UInt32(bytes.count - place - 4)
            for byte in 0..<4 {
                bytes[place + byte] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * byte))
            }
        }
        lengths.append(CInt(bytes.count - start))
    }

    /// Appends the bytes of a value; gives its type.
    private mutating func append(_ value: SQLValue) -> UInt32 {
        switch value {
        // A list stands by itself, never in another.
        case .null, .list: return PostgresType.unspecified
        case .boolean(let boolean):
            bytes.append(boolean ? 1 : 0)
            return PostgresType.boolean
        case .integer(let integer):
            append(UInt64(bitPattern: integer))
            return PostgresType.integer8
        case .real(let real):
            append(real.bitPattern)
            return PostgresType.real8
        case .text(let text):
            bytes.append(contentsOf: text.utf8)
            return PostgresType.text
        case .bytes(let list):
            bytes.append(contentsOf: list)
            return PostgresType.bytes
        }
    }

    /// The most significant byte first, as the network has it.
    private mutating func append(_ number: some FixedWidthInteger) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// Lends the arrays that libpq reads: values, lengths, formats.
    func withPointers<Value>(
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?
        ) -> Value
    ) -> Value {
        guard !types.isEmpty else { return body(nil, nil, nil) }
        let formats = [CInt](repeating: 1, count: types.count)
        // Where every value is empty there would be no address, and none means NULL.
        return unsafe (bytes.isEmpty ? [0] : bytes).withUnsafeBytes { buffer in
            let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            var offset = 0
            let values = unsafe lengths.map { length -> UnsafePointer<CChar>? in
                guard length >= 0 else { return nil }
                defer { offset += Int(length) }
                return unsafe base.map { unsafe $0 + offset }
            }
            return unsafe values.withUnsafeBufferPointer { values in
                unsafe lengths.withUnsafeBufferPointer { lengths in
                    unsafe formats.withUnsafeBufferPointer { formats in
                        unsafe body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}

/// The numbers of the types in `pg_type`: a part of the protocol, the same in every installation.
enum PostgresType {
    /// The server finds it out.
    static let unspecified: UInt32 = 0
    static let boolean: UInt32 = 16
    static let bytes: UInt32 = 17
    static let name: UInt32 = 19
    static let integer8: UInt32 = 20
    static let integer2: UInt32 = 21
    static let integer4: UInt32 = 23
    static let text: UInt32 = 25
    static let real8: UInt32 = 701
    static let unknown: UInt32 = 705
    static let varchar: UInt32 = 1043

    // Arrays of them.
    static let booleans: UInt32 = 1000
    static let bytesLists: UInt32 = 1001
    static let texts: UInt32 = 1009
    static let integers8: UInt32 = 1016
    static let reals8: UInt32 = 1022
}
