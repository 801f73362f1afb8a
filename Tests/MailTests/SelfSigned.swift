import Foundation
import TestSupport

/// A certificate that no authority knows, for `localhost` and 127.0.0.1.
struct SelfSigned {
    let certificate: String
    let key: String

    init(in folder: TemporaryFolder) throws {
        certificate = folder.path + "/certificate.pem"
        key = folder.path + "/key.pem"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }
}
