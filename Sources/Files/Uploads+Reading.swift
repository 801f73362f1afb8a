package import Hummingbird
import Kernel
package import Web

extension Uploads {
    /// Reads a form with one file and gives its bytes, made anew, without keeping anything.
    ///
    /// For what has a place of its own, such as a logo. The file is nil when nobody chose one. Throws
    /// `signInRequired` for visitors, before anything is read.
    package func read(
        _ request: Request,
        _ visitor: VisitorContext,
        _ field: String,
        _ rules: FileRules
    ) async throws -> (fields: FormData, file: Result<[UInt8], FileRefusal>?) {
        let scope = visitor.scope
        guard let holder = holder(scope.actor, of: scope.tenant) else {
            throw PageError.signInRequired
        }
        return try await seats.run(for: holder) {
            let reception = Reception(rules: [field: rules], random: random, logger: logger)
            let fields = try await request.form(of: visitor.visit, files: reception)
            let deadline = ContinuousClock.now + Limits.renewalTime
            guard let arrival = await reception.arrivals.first else { return (fields, nil) }
            do {
                return (fields, .success(try await renewed(arrival, rules, until: deadline)))
            } catch let refusal as FileRefusal {
                return (fields, .failure(refusal))
            }
        }
    }

    private func renewed(
        _ arrival: Reception.Arrival,
        _ rules: FileRules,
        until deadline: ContinuousClock.Instant
    ) async throws -> [UInt8] {
        if let refusal = arrival.refusal { throw refusal }
        guard let kind = arrival.kind, let contents = arrival.contents else {
            throw FileRefusal.otherKind
        }
        return try await renewal.renew(contents, as: kind, rules, until: deadline).bytes
    }
}
