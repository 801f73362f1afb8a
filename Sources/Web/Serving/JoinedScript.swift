/// A module of JavaScript with the modules that it imports, each in a function of its own.
///
/// It knows the forms in which ours are written: `import { a, b } from "./other.js";` on one line,
/// and `export` before a declaration, or `export { a };` in the module that a page asks for. What it
/// does not know stops the server when it starts. What is fetched later by `import()` stays apart.
struct JoinedScript {
    private let files: JoinedFiles
    /// Names of the functions' values, by file, in the order in which they are needed.
    private var names: [String: String] = [:]
    private var parts: [String] = []

    var text: String { parts.joined() }

    init(_ name: String, of files: JoinedFiles) throws(JoinedFiles.Fault) {
        self.files = files
        let source = try files.text(of: name, line: name, in: name)
        parts.append(try body(of: source, in: name, within: [name]).text)
    }

    /// Puts a module before those that need it, once.
    private mutating func add(
        _ name: String,
        from line: String,
        in file: String,
        within above: [String]
    ) throws(JoinedFiles.Fault) -> String {
        if let known = names[name] { return known }
        guard !above.contains(name) else { throw JoinedFiles.Fault(file: file, line: line) }
        let source = try files.text(of: name, line: line, in: file)
        let (text, exported) = try body(of: source, in: name, within: above + [name], isInner: true)
        let value = "$\(names.count)"
        names[name] = value
        parts.append(
            "const \(value) = (() => {\n\(text)return { \(exported.joined(separator: ", ")) };\n})();\n"
        )
        return value
    }

    private mutating func body(
        of source: String,
        in name: String,
        within above: [String],
        isInner: Bool = false
    ) throws(JoinedFiles.Fault) -> (text: String, exported: [String]) {
        var text = ""
        var exported: [String] = []
        for line in JoinedFiles.lines(of: source) {
            if line.hasPrefix("import ") {
                text += try taken(line, in: name, within: above)
            } else if isInner, line.hasPrefix("export ") {
                let (declaration, declared) = try given(line, in: name)
                text += declaration
                exported.append(declared)
            } else {
                text += line + "\n"
            }
        }
        return (text, exported)
    }

    /// `import { a } from "./b.js";` becomes `const { a } = $0;`.
    private mutating func taken(
        _ line: String,
        in name: String,
        within above: [String]
    ) throws(JoinedFiles.Fault) -> String {
        let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
        let braced = line.split(whereSeparator: { "{}".contains($0) })
        guard quoted.count == 3, quoted[2] == ";", braced.count == 3,
            braced[0] == "import ", braced[2].hasPrefix(" from \""),
            !braced[1].contains(" as ")
        else { throw JoinedFiles.Fault(file: name, line: line) }
        let other = JoinedFiles.resolve(String(quoted[1]), from: name)
        let value = try add(other, from: line, in: name, within: above)
        return "const {\(braced[1])} = \(value);\n"
    }

    /// `export const a = 1;` becomes `const a = 1;`, and `a` is what others may take.
    private func given(
        _ line: String,
        in name: String
    ) throws(JoinedFiles.Fault) -> (text: String, name: String) {
        let declaration = line.dropFirst("export ".count)
        let kinds = ["async function ", "function ", "const ", "class "]
        guard let kind = kinds.first(where: { declaration.hasPrefix($0) }) else {
            throw JoinedFiles.Fault(file: name, line: line)
        }
        let declared = declaration.dropFirst(kind.count).prefix {
            $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$"
        }
        guard !declared.isEmpty else { throw JoinedFiles.Fault(file: name, line: line) }
        return (declaration + "\n", String(declared))
    }
}
