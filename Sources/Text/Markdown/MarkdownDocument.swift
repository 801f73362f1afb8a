import CCMark

/// A text in Markdown (CommonMark 0.29 with GitHub's tables and deletions), taken apart into what may be
/// shown.
///
/// Nothing of it is markup: HTML that somebody typed is text like any other, and whoever draws the parts
/// escapes each. So there is nothing to be cleaned afterwards.
package struct MarkdownDocument: Hashable, Sendable {
    package let blocks: [MarkdownBlock]

    /// The longest text that is read, in bytes: several petitions, or the privacy policy of a careful lawyer.
    package static let maximumBytes = 102_400

    /// Nil for a text that is longer than ``maximumBytes``.
    package init?(_ source: String, rules: MarkdownRules = MarkdownRules()) {
        guard source.utf8.count <= Self.maximumBytes else { return nil }
        let reader = MarkdownReader(rules: rules)
        let names = MarkdownExtensions.names(for: source)
        blocks = unsafe Self.parse(source, with: names) { root in
            unsafe reader.blocks(of: root)
        }
        .withConsecutiveLevels
    }

    /// What is read, without form: a line for each paragraph.
    package var plainText: String {
        blocks.map(\.plainText).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func parse<Result>(
        _ source: String,
        with extensions: [String],
        _ body: (OpaquePointer) -> Result
    ) -> Result {
        MarkdownExtensions.registered
        guard let parser = unsafe cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8)
        else {
            preconditionFailure("no memory for a parser")
        }
        defer { unsafe cmark_parser_free(parser) }
        for name in extensions {
            if let found = unsafe cmark_find_syntax_extension(name) {
                _ = unsafe cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        var text = source
        text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                if let first = characters.baseAddress {
                    unsafe cmark_parser_feed(parser, first, characters.count)
                }
            }
        }
        guard let root = unsafe cmark_parser_finish(parser) else {
            preconditionFailure("no memory for a document")
        }
        defer { unsafe cmark_node_free(root) }
        return unsafe body(root)
    }
}

/// What GitHub added to CommonMark, as far as people use it.
private enum MarkdownExtensions {
    private static let most = (columns: 12, lines: 2000)

    /// Tables are left out of a text in which a few bytes would become hundreds of thousands of cells:
    /// a row has as many as its head, however short it is (CVE-2023-22486 and others of this parser).
    static func names(for source: String) -> [String] {
        let lines = source.utf8.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
        let isSmall = lines.count <= most.lines
        let isNarrow = lines.allSatisfy { line in
            line.contains { $0 != 0x7C && $0 != 0x2D && $0 != 0x3A && $0 != 0x20 && $0 != 0x09 }
                || line.count { $0 == 0x7C } <= most.columns + 1
        }
        return ["strikethrough", "autolink"] + (isSmall && isNarrow ? ["table"] : [])
    }

    /// Registered once in a process, however many texts are read at once.
    static let registered: Void = cmark_gfm_core_extensions_ensure_registered()
}

extension [MarkdownBlock] {
    /// The same with headings from level 1 on, and no level left out: people choose them by their size.
    fileprivate var withConsecutiveLevels: [MarkdownBlock] {
        var used: Set<Int> = []
        for case .heading(let level, _) in self { used.insert(level) }
        let order = used.sorted()
        return map { block in
            guard case .heading(let level, let parts) = block else { return block }
            return .heading(level: (order.firstIndex(of: level) ?? 0) + 1, parts)
        }
    }
}
