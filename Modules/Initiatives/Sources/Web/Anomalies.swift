import Hummingbird
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Web

/// `/:initiative/anomalies`: what came in streams, for whoever decides about it.
struct Anomalies: Sendable {
    let initiatives: Initiatives

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let found = try await found(staff)
        let view = AnomaliesPage(found: found, visitor: staff.visitor)
        return page(staff.visitor.t("initiatives.anomalies.title"), view.html, found, staff)
    }

    /// One of them, with what the decision would change.
    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (found, anomaly) = try await one(staff)
        return try show(found, anomaly, staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let (found, anomaly) = try await one(staff)
        let reason = data["reason"]
        let problem: MessageKey? =
            reason.isEmpty
            ? "initiatives.anomaly.reason.missing"
            : reason.count > Limits.reasonCharacters ? "initiatives.anomaly.reason.long" : nil
        if let problem { return try show(found, anomaly, staff, typed: reason, problem: problem) }
        let outcome = try await initiatives.decide(
            anomaly.number,
            of: found.initiative.id,
            isHeld: data["held"] == "yes",
            reason: reason,
            in: staff.scope
        )
        switch outcome {
        case .absent: throw PageError.notFound
        case .belowNothing:
            return try show(
                found,
                anomaly,
                staff,
                typed: reason,
                problem: "initiatives.anomaly.belowNothing"
            )
        // Somebody else has decided the same meanwhile.
        case .done, .unchanged:
            return .redirect(
                to: staff.visitor.spacePath(found.initiative.id.text, "anomalies")
            )
        }
    }

    private func found(
        with asked: Int? = nil,
        _ staff: StaffContext
    ) async throws -> InitiativeAnomalies {
        guard let id = Initiative.ID(try staff.visitor.parameter("initiative")),
            let found = try await initiatives.anomalies(of: id, with: asked, in: staff.scope)
        else { throw PageError.notFound }
        return found
    }

    /// The one that the address names.
    private func one(
        _ staff: StaffContext
    ) async throws -> (found: InitiativeAnomalies, anomaly: LedgerAnomaly) {
        guard let number = Int(try staff.visitor.parameter("number")) else {
            throw PageError.notFound
        }
        let found = try await found(with: number, staff)
        guard let anomaly = found.anomalies.first(where: { $0.number == number }) else {
            throw PageError.notFound
        }
        return (found, anomaly)
    }

    private func show(
        _ found: InitiativeAnomalies,
        _ anomaly: LedgerAnomaly,
        _ staff: StaffContext,
        typed: String = "",
        problem: MessageKey? = nil
    ) throws -> Reply {
        let t = staff.visitor.t
        let view = AnomalyPage(
            anomaly: anomaly,
            found: found,
            memberStates: initiatives.memberStates,
            typed: typed,
            problem: problem.map { t($0, ["count": .number(Limits.reasonCharacters)]) },
            visitor: staff.visitor
        )
        var reply = page(view.title, view.html, found, staff)
        if problem != nil { reply.status = .unprocessableContent }
        return reply
    }

    private func page(
        _ title: String,
        _ content: HTML,
        _ found: InitiativeAnomalies,
        _ staff: StaffContext
    ) -> Reply {
        initiatives.host.pages.page(
            title: title,
            content: content,
            visit: staff.visitor.visit,
            extras: .init(
                isIndexed: false,
                address: staff.visitor.localAddress(found.initiative.id.text)
            )
        )
    }
}
