import Testing

@testable import Web

/// Goal: people edit many small files, and a page asks for few.
///
/// Method: a few files that import each other, in the forms that ours have and in others.
@Suite("Files that are joined when the server starts")
struct JoinedFilesTests {
    @Test("a style sheet holds what it imports, in order, and what is only for paper says so")
    func styles() throws {
        let joined = try join([
            "css/site.css": "/* All. */\n@import \"a.css\";\n@import \"print.css\" print;\nc {}\n",
            "css/a.css": "a {}\n", "css/print.css": "p {}\n",
        ])

        #expect(joined["css/site.css"] == "/* All. */\na {}\n@media print {\np {}\n}\nc {}\n")
        #expect(joined["css/a.css"] == "a {}\n")
    }

    @Test("a script holds each module that it needs once, before whoever needs it")
    func scripts() throws {
        let joined = try join([
            "js/sign.js": """
            import { b } from "./sign/b.js";
            import { say, WORD } from "./sign/a.js";
            say(WORD + b());
            export { say };

            """,
            "js/sign/a.js": """
            export const WORD = "a";
            export function say(text) { return text; }

            """,
            "js/sign/b.js": """
            import { WORD } from "./a.js";
            const own = WORD;
            export async function b() { return own; }

            """,
        ])

        #expect(
            joined["js/sign.js"] == """
                const $0 = (() => {
                const WORD = "a";
                function say(text) { return text; }
                return { WORD, say };
                })();
                const $1 = (() => {
                const { WORD } = $0;
                const own = WORD;
                async function b() { return own; }
                return { b };
                })();
                const { b } = $1;
                const { say, WORD } = $0;
                say(WORD + b());
                export { say };

                """
        )
    }

    @Test("a file that imports nothing is served byte for byte")
    func untouched() throws {
        let script = "// A module.\nexport const a = 1;\n"

        #expect(try join(["js/a.js": script])["js/a.js"] == script)
    }

    @Test(
        "what cannot be joined stops the start and says where",
        arguments: [
            "import a from \"./b.js\";", "import { a as c } from \"./b.js\";",
            "import * as b from \"./b.js\";", "import { a } from \"./nothing.js\";",
            "import \"./b.js\";", "import { a } from \"./a.js\";",
        ]
    )
    func unknown(line: String) {
        #expect(throws: JoinedFiles.Fault(file: "js/a.js", line: line)) {
            try join(["js/a.js": line + "\n", "js/b.js": "export const a = 1;\n"])
        }
    }

    @Test(
        "a module that others need exports by declarations alone",
        arguments: ["export default 1;", "export { a };", "export let a = 1;", "export * from 1;"]
    )
    func unknownExport(line: String) {
        let files = ["js/a.js": "import { a } from \"./b.js\";\n", "js/b.js": line + "\n"]

        #expect(throws: JoinedFiles.Fault(file: "js/b.js", line: line)) { try join(files) }
    }

    @Test("sheets that import each other, or what is not there, are told at the start")
    func badSheets() {
        #expect(throws: JoinedFiles.Fault.self) {
            try join(["a.css": "@import \"b.css\";", "b.css": "@import \"a.css\";"])
        }
        #expect(throws: JoinedFiles.Fault.self) { try join(["a.css": "@import \"b.css\";"]) }
        #expect(throws: JoinedFiles.Fault.self) { try join(["a.css": "@import url(b.css);"]) }
    }

    private func join(_ files: [String: String]) throws -> [String: String] {
        try JoinedFiles(files.mapValues { Array($0.utf8) }).joined()
            .mapValues { String(decoding: $0, as: UTF8.self) }
    }
}
