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
        for value in values { append(value) }
        // One more, so that there is an address even when every value is empty.
        bytes.append(0)
    }

    private mutating func append(_ value: SQLValue) {
        let start = bytes.count
        switch value {
        case .null:
            types.append(0)
            lengths.append(-1)
            return
        case .boolean(let boolean):
            types.append(PostgresType.boolean)
            bytes.append(boolean ? 1 : 0)
        case .integer(let integer):
            types.append(PostgresType.integer8)
            append(UInt64(bitPattern: integer))
        case .real(let real):
            types.append(PostgresType.real8)
            append(real.bitPattern)
        case .text(let text):
            types.append(PostgresType.text)
            bytes.append(contentsOf: text.utf8)
        case .bytes(let list):
            types.append(PostgresType.bytes)
            bytes.append(contentsOf: list)
        }
        lengths.append(CInt(bytes.count - start))
    }

    /// The most significant byte first, as the network has it.
    private mutating func append(_ number: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
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
        return unsafe bytes.withUnsafeBytes { buffer in
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
}
