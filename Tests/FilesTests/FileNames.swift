@testable import Files

/// Names as the server would keep and send them.
enum FileNames {
    static func kept(_ sent: String) -> String { FileName(sent: sent, kind: .png).text }

    static func header(_ sent: String) -> String {
        FileName(sent: sent, kind: .png).disposition(.png)
    }
}
