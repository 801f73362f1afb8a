/// The files of `Public/` as they are served: what a file imports stands in it, so that a page asks
/// for one style sheet and one script, however many files people edit.
///
/// It happens when the server starts. Nothing is rewritten but the lines that import and export, so
/// the same files work in a browser by themselves.
package struct JoinedFiles {
    package struct Fault: Error, Equatable, CustomStringConvertible {
        let file: String
        let line: String

        package var description: String { "\(file) cannot be joined: \(line)" }
    }

    private let files: [String: [UInt8]]

    /// Files by their path below `Public/`.
    package init(_ files: [String: [UInt8]]) {
        self.files = files
    }

    /// Every file, with what it imports in its place.
    package func joined() throws(Fault) -> [String: [UInt8]] {
        var all = files
        for name in files.keys {
            if name.hasSuffix(".css") { all[name] = Array(try styleSheet(name, within: []).utf8) }
            if name.hasSuffix(".js") {
                all[name] = Array(try JoinedScript(name, of: self).text.utf8)
            }
        }
        return all
    }

    /// The text of a file that another one names from where it stands.
    func text(of name: String, line: String, in file: String) throws(Fault) -> String {
        guard let bytes = files[name] else { throw Fault(file: file, line: line) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `@import "name.css";`, or with the medium for which it is read: `@import "print.css" print;`.
    private func styleSheet(_ name: String, within above: [String]) throws(Fault) -> String {
        var text = ""
        for line in Self.lines(of: try self.text(of: name, line: name, in: name)) {
            guard line.hasPrefix("@import") else {
                text += line + "\n"
                continue
            }
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[2].hasSuffix(";"), !above.contains(name) else {
                throw Fault(file: name, line: line)
            }
            let other = Self.resolve(String(parts[1]), from: name)
            let sheet = try styleSheet(other, within: above + [name])
            let medium = parts[2].dropLast().split(separator: " ").joined(separator: " ")
            text += medium.isEmpty ? sheet : "@media \(medium) {\n\(sheet)}\n"
        }
        return text
    }

    /// Without the empty one behind the last end of a line.
    static func lines(of text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.last == "" ? lines.dropLast() : lines
    }

    /// `../identity/folding.js` from `js/sign/rules.js` is `js/identity/folding.js`.
    static func resolve(_ path: String, from file: String) -> String {
        var folders = file.split(separator: "/").dropLast()
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { folders = folders.dropLast() } else { folders.append(part) }
        }
        return folders.joined(separator: "/")
    }
}
