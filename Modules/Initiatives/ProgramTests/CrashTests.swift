import Foundation
import ProgramSupport
import Synchronization
import TestSupport
import Testing

/// Goal: an answered signature is never lost, and counts are exact after any crash.
///
/// Method: the real program is killed in the middle of a load, started again, and audited.
@Suite("When the server dies")
struct CrashTests {
    private static let path = "/en/initiatives/2025-000002/statements"

    @Test(
        "kill -9 under load loses no answered signature and keeps every count equal",
        .timeLimit(.minutes(10))
    )
    func killed() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        let seeded = try await program.command("seed", "demo", "--signatures", "0")
        try #require(seeded.status == 0, "\(seeded.text)")
        let answered = Answered()

        for round in 0..<3 {
            let server = try await program.serve()
            await withTaskGroup(of: Void.self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        for index in 0..<500 {
                            let number = "R\(round)W\(writer)N\(index)"
                            guard let answer = try? await server.post(Self.path, Self.form(number)),
                                answer.status == 303, let place = answer.field("Location")
                            else { return }
                            answered.add(place)
                        }
                    }
                }
                group.addTask {
                    // The crash comes when signatures are certainly on their way.
                    while answered.places.count < 60 * (round + 1), !Task.isCancelled {
                        try? await Task.sleep(for: .milliseconds(5))
                    }
                    server.killAtOnce()
                }
            }
        }

        let places = answered.places
        let server = try await program.serve()
        for place in places {
            let receipt = place.replacing("/thanks/", with: "/receipts/")
            let answer = try await server.get(receipt)
            #expect(answer.status == 200, "a signature that was answered is gone: \(receipt)")
        }
        #expect(try await server.stop() == 0)
        let doctor = try await program.command("doctor")
        #expect(doctor.text.contains(" items, "))
        #expect(!doctor.text.contains("counts differ"), "\(doctor.text)")
        #expect(places.count >= 180)
    }

    @Test("a signature that was stored is there afterwards: sent again it is kept beside it")
    func retried() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let first = try await program.serve()
        let signed = try await first.post(Self.path, Self.form("ONE"))
        first.killAtOnce()

        let second = try await program.serve()
        let again = try await second.post(Self.path, Self.form("ONE"))

        #expect(signed.status == 303)
        #expect(again.status == 303)
        #expect(try await second.stop() == 0)
        let doctor = try await program.command("doctor")
        #expect(doctor.text.contains(" 1 entries"), "\(doctor.text)")
        #expect(!doctor.text.contains("counts differ"))
    }

    static func form(_ number: String) -> [(String, String)] {
        [
            ("state", "EE"), ("first-names", "Ada"), ("family-names", "Lõvi"), ("certify", "yes"),
            ("insist", "yes"), ("number-kind", "isikukood"), ("number", number),
        ]
    }
}

/// Where the signatures are that were answered.
private final class Answered: Sendable {
    private let list = Mutex<[String]>([])

    var places: [String] { list.withLock { $0 } }

    func add(_ place: String) { list.withLock { $0.append(place) } }
}
