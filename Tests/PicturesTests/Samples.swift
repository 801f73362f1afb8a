import Compression
import FoundationEssentials

@testable import Pictures

/// Small pictures to change and to spoil.
enum Samples {
    /// A PNG in true colour with transparency, all in one shade.
    static func png(width: Int = 48, height: Int = 48, rows: [UInt8]? = nil) -> [UInt8] {
        png([
            ("IHDR", header(width: width, height: height)),
            ("IDAT", pixels(rows ?? self.rows(width: width, height: height))), ("IEND", []),
        ])
    }

    static func png(_ chunks: [(String, [UInt8])]) -> [UInt8] {
        chunks.reduce(PNGFile.signature) { $0 + PNGFile.chunk($1.0, $1.1) }
    }

    static func header(
        width: Int,
        height: Int,
        depth: UInt8 = 8,
        colorType: UInt8 = 6,
        interlaced: Bool = false
    ) -> [UInt8] {
        number(width) + number(height) + [depth, colorType, 0, 0, interlaced ? 1 : 0]
    }

    static func rows(width: Int, height: Int) -> [UInt8] {
        let row = [0] + (0..<width * 4).map { UInt8(truncatingIfNeeded: $0) }
        return Array(repeatElement(row, count: height).joined())
    }

    static func pixels(_ rows: [UInt8]) -> [UInt8] {
        Deflate.compress(rows, as: .zlib, effort: .quick) ?? []
    }

    static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// Forty by forty, as a browser wrote it: baseline, with a colour profile.
    static let jpeg = Array(
        Data(
            base64Encoded: """
                /9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH\
                4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAA\
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAAB\
                FAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAA\
                AChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJY\
                WVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVog\
                AAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAA\
                AAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABQODxIP\
                DRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBD\
                ARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8\
                fHz/wAARCAAoACgDASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAUEBv/EACMQAAEDAwIHAAAAAAAA\
                AAAAAAABAwQFERICQRU1U4GisdH/xAAYAQADAQEAAAAAAAAAAAAAAAAABAUDBv/EACERAAICAQQCAwAAAAAA\
                AAAAAAECAAMEBREhQTFxElHR/9oADAMBAAIRAxEAPwCKAWqfAjPQ23HG8tS3uuSpuo1kZC46/JvXEyrrNh2E\
                ig6PhcPo+S/TNUIEZmG4423jqS1lyVd0FU1Ol2CgHnjr9mrYzqCdxIoAKUWg6Olcva7+1OcLVPnxmYbbbjmO\
                pL3TFV3Um6mjPSAo3569GM4zBXO56lQyVXl7vb2g4pD63ivwzVCfGehuNtuZaltZMVTdCNj49wuQlD5HR+45\
                ZYhQ8jxIoAOrkqAAEIAAQgABCf/Z
                """
        ) ?? Data()
    )

    static let bounds = Picture.Bounds(bytes: 512 * 1024, width: 16...2000, height: 16...1000)
}
