import Kernel
import ProgramSupport
import Storage
import TestSupport
import Testing

/// Goal: what the server does by itself survives the death of the process that was at it.
///
/// Method: the real program is killed while a mail server has a letter and has not said so.
@Suite("When the server dies at work")
struct WorkCrashTests {
    @Test("a letter that was on its way is sent by the next server, under the same name")
    func letter() async throws {
        let store = try await TestStore()
        let program = Program(data: store.folder.path, store: store, address: store.address)
        let seeded = try await program.command("seed", "demo", "--signatures", "0")
        try #require(seeded.status == 0, "\(seeded.text)")
        var first: MailSink.Received?
        try await MailSink.run(["--stalls"]) { sink in
            let server = try await program.serve(["--mail-url", "smtp://127.0.0.1:\(sink.port)"])
            let asked = try await server.post(
                "/en/sign-in",
                [("email", "ada@example.org"), ("way", "link")]
            )
            #expect(asked.status == 303)
            first = try await sink.mails(1).first
            server.killAtOnce()
        }
        let database = try store.open(connections: 1)
        let eci = try #require(Tenant.ID("eci"))
        let claims: [String] = try await database.readShared { transaction in
            try transaction.column("SELECT id FROM job WHERE claimed_by IS NOT NULL")
        }
        // What waiting would do: the dead server's claims on job and letter run out.
        try await database.alter { transaction in
            try transaction.run("UPDATE job SET claimed_until = 0 WHERE claimed_by IS NOT NULL")
            try transaction.run("UPDATE mail SET next_at = 0 WHERE tenant_id = \(eci)")
        }
        try await database.close()

        try await MailSink.run { sink in
            let address = "smtp://127.0.0.1:\(sink.port)"
            let server = try await program.serve(["--mail-url", address])
            let again = try await sink.mails(1)
            let stopped = try await server.stop()
            let jobs = try await program.command("jobs", "list", "--mail-url", address)

            #expect(stopped == 0)
            // Another job may have been at work as well.
            #expect(claims.contains("mail.send"))
            #expect(again.count == 1)
            #expect(again.first?.header("Message-ID") == first?.header("Message-ID"))
            #expect(again.first?.header("Message-ID") != nil)
            #expect(jobs.text.contains("1 sent, 0 to be tried again"), "\(jobs.text)")
        }
    }
}
