import CCMark

/// Reads the tree that cmark made of a text.
struct MarkdownReader {
    let rules: MarkdownRules

    func blocks(of parent: OpaquePointer, depth: Int = 0) -> [MarkdownBlock] {
        guard depth <= rules.depth else {
            let text = unsafe words(below: parent)
            return text.isEmpty ? [] : [.paragraph([.text(text)])]
        }
        return unsafe children(of: parent).compactMap { node in
            unsafe block(node, depth: depth)
        }
    }

    private func block(_ node: OpaquePointer, depth: Int) -> MarkdownBlock? {
        switch unsafe cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH:
            return unsafe .paragraph(inlines(of: node))
        case CMARK_NODE_HEADING:
            let level = unsafe Int(cmark_node_get_heading_level(node))
            // In a quotation or a list it is no heading of the page.
            return unsafe depth == 0
                ? .heading(level: level, inlines(of: node))
                : .paragraph([.strong(inlines(of: node))])
        case CMARK_NODE_LIST:
            let isNumbered = unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            let start = unsafe Int(cmark_node_get_list_start(node))
            return unsafe .list(
                start: isNumbered ? start : nil,
                items: children(of: node).map { unsafe blocks(of: $0, depth: depth + 1) }
            )
        case CMARK_NODE_BLOCK_QUOTE:
            return unsafe .quotation(blocks(of: node, depth: depth + 1))
        case CMARK_NODE_CODE_BLOCK:
            return unsafe .code(trimmed(literal(node)))
        case CMARK_NODE_HTML_BLOCK:
            return unsafe .paragraph([.text(trimmed(literal(node)))])
        case CMARK_NODE_THEMATIC_BREAK:
            return .rule
        default:
            if unsafe kind(of: node) == "table" { return unsafe table(node) }
            let text = unsafe words(below: node)
            return text.isEmpty ? nil : .paragraph([.text(text)])
        }
    }

    private func table(_ node: OpaquePointer) -> MarkdownBlock {
        let rows = unsafe children(of: node).map { row in
            unsafe children(of: row).map { unsafe inlines(of: $0) }
        }
        return .table(header: rows.first ?? [], rows: Array(rows.dropFirst()))
    }

    private func inlines(of parent: OpaquePointer, depth: Int = 0) -> [MarkdownInline] {
        guard depth <= rules.depth else {
            let text = unsafe words(below: parent)
            return text.isEmpty ? [] : [.text(text)]
        }
        return unsafe children(of: parent).reduce(into: [MarkdownInline]()) { parts, node in
            let next = unsafe inline(node, depth: depth)
            // Neighbours that are both text are one: fewer parts, and searches find words whole.
            if case .text(let before)? = parts.last, next.count == 1,
                case .text(let after) = next[0]
            {
                parts[parts.count - 1] = .text(before + after)
            } else {
                parts += next
            }
        }
        .filter { $0 != .text("") }
    }

    private func inline(_ node: OpaquePointer, depth: Int) -> [MarkdownInline] {
        switch unsafe cmark_node_get_type(node) {
        case CMARK_NODE_TEXT, CMARK_NODE_HTML_INLINE:
            return unsafe [.text(literal(node))]
        case CMARK_NODE_CODE: return unsafe [.code(literal(node))]
        case CMARK_NODE_SOFTBREAK: return [.text(" ")]
        case CMARK_NODE_LINEBREAK: return [.lineBreak]
        case CMARK_NODE_EMPH: return unsafe [.emphasis(inlines(of: node, depth: depth + 1))]
        case CMARK_NODE_STRONG: return unsafe [.strong(inlines(of: node, depth: depth + 1))]
        case CMARK_NODE_LINK:
            let parts = unsafe inlines(of: node, depth: depth + 1)
            let address = unsafe text(cmark_node_get_url(node))
            return rules.hasLinks ? [.link(to: address, parts)] : parts
        case CMARK_NODE_IMAGE:
            let description = unsafe words(below: node)
            let source = unsafe text(cmark_node_get_url(node))
            guard rules.hasImages else {
                return description.isEmpty ? [] : [.text(description)]
            }
            return [.image(source: source, description: description)]
        default:
            if unsafe kind(of: node) == "strikethrough" {
                return unsafe [.deleted(inlines(of: node, depth: depth + 1))]
            }
            let text = unsafe words(below: node)
            return text.isEmpty ? [] : [.text(text)]
        }
    }

    /// What an extension calls its node: their numbers are in no header.
    private func kind(of node: OpaquePointer) -> String {
        unsafe text(cmark_node_get_type_string(node))
    }

    /// All words below a node, without recursion: nobody can nest so deep that it ends the program.
    private func words(below node: OpaquePointer) -> String {
        guard let iterator = unsafe cmark_iter_new(node) else { return "" }
        defer { unsafe cmark_iter_free(iterator) }
        var text = ""
        while true {
            let event = unsafe cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE else { return text }
            guard event == CMARK_EVENT_ENTER, let found = unsafe cmark_iter_get_node(iterator)
            else { continue }
            switch unsafe cmark_node_get_type(found) {
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
            case CMARK_NODE_PARAGRAPH, CMARK_NODE_ITEM, CMARK_NODE_HEADING:
                if !text.isEmpty, text.last != " " { text += " " }
            default: unsafe text += literal(found)
            }
        }
    }

    /// Without the line end that closes a block.
    private func trimmed(_ text: String) -> String {
        text.last?.isNewline == true ? String(text.dropLast()) : text
    }

    private func children(of node: OpaquePointer) -> [OpaquePointer] {
        var all: [OpaquePointer] = unsafe []
        var next = unsafe cmark_node_first_child(node)
        while let child = unsafe next {
            unsafe all.append(child)
            unsafe next = cmark_node_next(child)
        }
        return unsafe all
    }

    private func literal(_ node: OpaquePointer) -> String {
        unsafe text(cmark_node_get_literal(node))
    }

    private func text(_ characters: UnsafePointer<CChar>?) -> String {
        guard let characters = unsafe characters else { return "" }
        return unsafe String(cString: characters)
    }
}
