/// Goes through everything that a PDF refers to, and takes out what acts, hides or tells.
///
/// It keeps a list of what to look at instead of calling itself, so that no depth ends the stack, and
/// sees each object once, however often it is referred to.
struct DocumentSweep {
    private let file: QPDFFile
    private let limit: Int
    private var seen: Set<Int> = []
    private var waiting: [QPDFFile.Handle] = []
    private var visited = 0
    /// How much was taken out.
    private(set) var removed = 0

    init(file: QPDFFile, limit: Int) {
        self.file = file
        self.limit = limit
    }

    /// Throws `tooComplicated` for more parts than the limit, `formOnly` where the pages are only a
    /// frame for a form of another kind, and `damaged` for contents that stand in another file.
    mutating func run() throws(Document.Refusal) {
        try refuseDynamicForm()
        cleanTrailer()
        cleanCatalogue()
        waiting = [file.trailer]
        while let object = waiting.popLast() {
            try visit(object)
            file.release(object)
        }
    }

    /// A form that is drawn by a program of its own (XFA, dynamic) has a page that says "please wait".
    private func refuseDynamicForm() throws(Document.Refusal) {
        let isDynamic =
            file.kind(of: file.root) == .dictionary
            && file.has("/NeedsRendering", in: file.root)
        if isDynamic { throw .formOnly }
    }

    /// Who made it, when and with what; which version of it this is is made anew when it is written.
    private mutating func cleanTrailer() {
        let trailer = file.trailer
        // Two copies of one file would be known by it; a new one is made of what is written.
        file.remove("/ID", from: trailer)
        for key in file.keys(of: trailer) where !DocumentRules.trailerKeys.contains(key.text) {
            remove(key, from: trailer)
        }
    }

    private mutating func cleanCatalogue() {
        let root = file.root
        guard file.kind(of: root) == .dictionary else { return }
        for key in file.keys(of: root) where !DocumentRules.catalogueKeys.contains(key.text) {
            remove(key, from: root)
        }
        let names = file.value("/Names", of: root)
        guard file.kind(of: names) == .dictionary else { return }
        // Named places in the document stay; named scripts and files do not.
        for key in file.keys(of: names) where key != "/Dests" { remove(key, from: names) }
    }

    private mutating func visit(_ object: QPDFFile.Handle) throws(Document.Refusal) {
        visited += 1
        guard visited <= limit else { throw .tooComplicated }
        if let number = file.number(of: object), !seen.insert(number).inserted { return }
        switch file.kind(of: object) {
        case .dictionary: clean(object)
        case .stream:
            let dictionary = file.dictionary(of: object)
            // Contents that stand in another file (ISO 32000-1, 7.3.8.2).
            guard !file.has("/F", in: dictionary) else { throw .damaged }
            try cleanPicture(object, dictionary)
            clean(dictionary)
            file.release(dictionary)
        case .array: cleanList(object)
        case .text, .name, .other: break
        }
    }

    /// A photograph in a document tells where it was taken as one by itself does, however it is packed.
    private mutating func cleanPicture(
        _ stream: QPDFFile.Handle,
        _ dictionary: QPDFFile.Handle
    ) throws(Document.Refusal) {
        let photographs = file.filters(of: dictionary).map(Photograph.init(filter:))
        guard let photograph = photographs.last ?? nil else {
            // Pixels that are packed once more as if they were bytes: no program shows them.
            guard !photographs.contains(where: { $0 != nil }) else { throw .damaged }
            return try refuseInlinePhotograph(stream, dictionary)
        }
        guard photographs.dropLast().allSatisfy({ $0 == nil }) else { throw .damaged }
        let bytes = try file.contents(of: stream, below: photographs.count - 1)
        let clean = try photograph.withoutMetadata(bytes)
        guard clean != bytes else { return }
        file.replace(clean, of: stream)
        removed += 1
    }

    /// A small photograph may stand among the words of a page (ISO 32000-1, 8.9.7), where it cannot be
    /// written anew: one that tells something is refused.
    private func refuseInlinePhotograph(
        _ stream: QPDFFile.Handle,
        _ dictionary: QPDFFile.Handle
    ) throws(Document.Refusal) {
        let isOther = ["/Subtype", "/N", "/Length1"].contains { file.has($0, in: dictionary) }
        let isForm = file.name("/Subtype", in: dictionary) == "/Form"
        guard isForm || !isOther, file.has(oneOf: ["/DCT"], inContentsOf: stream),
            file.has(oneOf: Photograph.tellingWords, inContentsOf: stream)
        else { return }
        throw .tooComplicated
    }

    private mutating func clean(_ dictionary: QPDFFile.Handle) {
        let isNote =
            DocumentRules.isNote(file.name("/Subtype", in: dictionary))
            && file.has("/Rect", in: dictionary)
        let isSignature = file.name("/FT", in: dictionary) == "/Sig"
        // Bookmarks follow one another by the same key as actions do.
        let isAction = ["/GoTo", "/URI"].contains(file.name("/S", in: dictionary))
        for key in file.keys(of: dictionary) {
            let value = file.value(key, of: dictionary)
            let mustGo =
                DocumentRules.forbiddenKeys.contains(key.text)
                || isForbiddenAction(value, under: key.text)
                || isNote && DocumentRules.authorKeys.contains(key.text)
                || isSignature && key == "/V"
                || isAction && key == "/Next"
            if mustGo {
                remove(key, from: dictionary)
                file.release(value)
            } else {
                waiting.append(value)
            }
        }
    }

    /// Annotations of kinds that play, open or carry something are taken out of their list.
    private mutating func cleanList(_ list: QPDFFile.Handle) {
        for index in (0..<file.count(of: list)).reversed() {
            let item = file.item(index, of: list)
            if isForbiddenAnnotation(item) || isForbiddenAction(item, under: "") {
                file.removeItem(index, of: list)
                file.release(item)
                removed += 1
            } else {
                waiting.append(item)
            }
        }
    }

    private func isForbiddenAnnotation(_ item: QPDFFile.Handle) -> Bool {
        guard file.kind(of: item) == .dictionary, file.has("/Subtype", in: item),
            file.has("/Rect", in: item)
        else { return false }
        return !DocumentRules.isAllowedAnnotation(file.name("/Subtype", in: item))
    }

    /// Where an action may stand, whatever is no address of the web and no place in the same document;
    /// elsewhere, what is certainly one.
    private func isForbiddenAction(_ value: QPDFFile.Handle, under key: String) -> Bool {
        guard file.kind(of: value) == .dictionary, file.has("/S", in: value) else { return false }
        let kind = file.name("/S", in: value)
        guard key == DocumentRules.actionKey else {
            return DocumentRules.dangerousActions.contains(kind)
        }
        switch kind {
        case "/GoTo": return false
        case "/URI": return !DocumentRules.isAllowedAddress(file.text("/URI", in: value))
        default: return true
        }
    }

    private mutating func remove(_ key: QPDFFile.Key, from dictionary: QPDFFile.Handle) {
        file.remove(key, from: dictionary)
        removed += 1
    }
}
