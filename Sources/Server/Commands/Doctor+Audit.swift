import Audit
import Kernel
import Operation
import Spaces
import Web

/// Whether what staff and operators did is still as it was written.
extension Doctor {
    func checkAudit(_ installation: Installation, problems: inout [String]) async throws {
        Console.say("Audit")
        let audit = installation.house.host.audit
        for site in try await installation.tenants.all() {
            let report = try await audit.check(
                in: installation.scope(of: site),
                of: installation.database
            )
            let seal = report.seal.isEmpty ? "none" : Hexadecimal.encode(report.seal.prefix(8))
            let state = report.isWhole ? "whole" : "ALTERED"
            Console.say(
                "  \(site.tenant.id): \(report.entries) entries, \(state), ends with \(seal)"
            )
            problems += report.flaws.map { "\(site.tenant.id): audit: \(Self.sentence($0))" }
        }
    }

    private static func sentence(_ flaw: AuditFlaw) -> String {
        switch flaw {
        case .changed(let number): "entry \(number) is not as it was written."
        case .missing(let numbers) where numbers.count == 1:
            "entry \(numbers.lowerBound) is gone."
        case .missing(let numbers):
            "entries \(numbers.lowerBound) to \(numbers.upperBound) are gone."
        case .added(let number): "entry \(number) was not written by this program."
        case .end: "where it ends was altered."
        }
    }
}
