package import Credentials
import FoundationEssentials
package import Kernel
package import Localization
package import Web

/// The folder with what the program serves and reads but does not carry: pages' files, seeds, words.
package struct Resources: Sendable {
    /// Where it is.
    package let root: String

    /// What of it is missing or damaged, in a sentence.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The folder that was named, or the nearest one above the working folder or the program.
    package init(root setting: String?, program: String) throws {
        if let setting {
            guard Self.isRoot(setting) else {
                throw Failure(description: "There is no Public/css in \(setting).")
            }
            root = setting
            return
        }
        let slash = program.lastIndex(of: "/") ?? program.startIndex
        let starts = [".", String(program[..<slash])]
        let folders = starts.flatMap { start in
            (0..<8).map { (start.isEmpty ? "/" : start) + String(repeating: "/..", count: $0) }
        }
        guard let found = folders.first(where: Self.isRoot) else {
            throw Failure(description: "Public/ was not found; name its folder: --resources DIR.")
        }
        root = found
    }

    /// A file of `Seeds/`, by its path below it.
    package func seed(_ name: String) throws -> [UInt8] {
        try Self.read(root + "/Seeds/" + name)
    }

    /// The passwords that everybody would try first.
    package func wellKnownPasswords() throws -> WellKnownPasswords {
        try WellKnownPasswords(file: seed("well-known-passwords.txt"))
    }

    /// Everything below `Public/`, each style sheet and script with what it imports.
    package func staticFiles() throws -> StaticFiles {
        let folder = root + "/Public"
        var read: [String: [UInt8]] = [:]
        for name in Self.list(below: folder) { read[name] = try Self.read(folder + "/" + name) }
        let files = try JoinedFiles(read).joined().compactMap { name, bytes in
            StaticFiles.File(name: name, bytes: bytes).map { (name, $0) }
        }
        return StaticFiles(files: Dictionary(uniqueKeysWithValues: files))
    }

    /// Every catalogue of every layer and module; each file is named by its language.
    ///
    /// `words` are those of modules that bring no catalogue.
    package func translations(
        adding words: [LanguageTag: [String: String]] = [:],
        report: @escaping @Sendable (MessageKey, LanguageTag) -> Void
    ) throws -> Translations {
        var texts = words
        for layer in ["Sources", "Modules"] {
            for name in Self.list(below: root + "/" + layer)
            where name.contains("/Locales/") && name.hasSuffix(".json") {
                let file = name.split(separator: "/").last ?? ""
                guard let language = LanguageTag(file.dropLast(".json".count)) else { continue }
                let path = root + "/" + layer + "/" + name
                let read = try JSONDecoder().decode(
                    [String: String].self,
                    from: Data(Self.read(path))
                )
                try texts[language, default: [:]].merge(read) { _, _ in
                    throw Failure(description: "\(path) repeats a key of another catalogue.")
                }
            }
        }
        let catalogues = try texts.map { try Catalogue(language: $0.key, texts: $0.value) }
        return try Translations(catalogues: catalogues, report: report)
    }

    private static func isRoot(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/Public/css")
            && FileManager.default.fileExists(atPath: folder + "/Seeds")
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(description: "\(path) cannot be read.")
        }
        return Array(data)
    }

    /// Paths of all files below a folder, relative to it, in order; hidden ones are left out.
    private static func list(below folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().flatMap { name -> [String] in
            guard !name.hasPrefix(".") else { return [] }
            var isFolder = false
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                return []
            }
            return isFolder ? list(below: path).map { name + "/" + $0 } : [name]
        }
    }
}
