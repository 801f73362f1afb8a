#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What commands say to whoever sits before them.
///
/// The server itself only logs.
package enum Console {
    package static func say(_ text: String = "") {
        print(text)
        fflush(nil)
    }

    /// For problems: on the error stream, so that they are seen behind a pipe.
    package static func complain(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Asks for a passphrase without showing it; nil when there is nobody to ask.
    package static func askPassphrase(_ prompt: String) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() }
        var settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        var hidden = settings
        hidden.c_lflag &= ~tcflag_t(ECHO)
        complain(prompt)
        tcsetattr(STDIN_FILENO, TCSANOW, &hidden)
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
        return readLine()
    }
}
