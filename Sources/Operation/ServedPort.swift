/// The port on which the server of a folder was last started: a note in that folder.
///
/// Commands run in another terminal, where nobody repeats `--port`; links that they print, to an
/// invitation for example, have to lead to the server that runs.
struct ServedPort {
    private let path: String

    init(settings: Settings) { path = settings.text(.data) + "/port" }

    /// Nil when no server was started here.
    func read() -> Int? {
        guard Files.exists(path), let bytes = try? Files.read(path) else { return nil }
        return Int(String(decoding: bytes, as: UTF8.self).filter { $0.isNumber })
    }

    /// A server runs as well without the note.
    func write(_ port: Int) {
        try? Files.write(Array("\(port)\n".utf8), to: path)
    }
}
