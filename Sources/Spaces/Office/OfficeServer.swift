import Accounts
import Hummingbird
import Jobs
import Kernel
import Localization
import Mail
import Markup
import Storage
import Web

/// `/admin/server`: jobs and letters as the command line shows them, for whoever has no command line.
struct OfficeServer: Sendable {
    let host: Host
    let frame: OfficeFrame

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let states = try await host.database.readShared { try JobStore.states(in: &$0) }
        let since = visitor.now.adding(.milliseconds(-Instant.millisecondsPerDay))
        let outbox = host.outbox
        let outcomes = try await host.database.read(in: staff.scope) {
            try outbox.outcomes(since: since, in: &$0)
        }
        let jobs = DataTable(
            caption: "\(t("office.server.jobs"))",
            columns: [
                .init(t("office.server.job")), .init(t("office.server.succeeded")),
                .init(t("office.server.next")), .init(t("office.server.failure")),
            ],
            rows: states.map { state in
                DataTable.Row(
                    [
                        "\(state.id)", moment(state.succeededAt, visitor),
                        moment(state.nextAt, visitor), "\(state.failure ?? "–")",
                    ],
                    isMarked: state.failure != nil
                )
            }
        )
        let suspensions: HTML = """
            <p><a href="\(url: visitor.path("suspensions"))">\(t("office.server.suspensions"))</a></p>
            """
        let content: HTML = """
            <h1>\(t("office.server.title"))</h1>
            <section><h2>\(t("office.server.mail"))</h2>
            <p>\(t("office.server.sent", ["count": .number(outcomes.sent)])) \
            \(t("office.server.refused", ["count": .number(outcomes.refused)]))</p>
            \(suspensions, when: staff.allowsEverywhere("site.mail"))</section>
            <section><h2>\(t("office.server.jobs"))</h2>
            <p>\(t("office.server.text"))</p>\(jobs)</section>
            """
        return frame.page(t("office.server.title"), content, for: staff)
    }

    private func moment(_ instant: Instant?, _ visitor: VisitorContext) -> HTML {
        instant.map { "\(Moment($0, visitor))" } ?? "–"
    }
}
