import Accounts
import Hummingbird
import Kernel
import Localization
import Mail
import Markup
import Storage
import Web

/// `/admin/institution/mail`: who sends an institution's letters, and what became of the latest.
struct OfficeMail: Sendable {
    let desk: InstitutionDesk

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let sender = try await sender(staff)
        return try await page(MailForm(sender), Typed(), staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let form = MailForm(try await request.form())
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let done = InstitutionDesk.path("mail", visitor).with("done", "saved")
        switch try await desk.host.tenants.edit(form.change, in: staff.scope) {
        case .success, .failure(.nothingToDo): return .redirect(to: done)
        case .failure(let refusal):
            var typed = Typed()
            switch refusal {
            case .invalidMailAddress(let address):
                typed.refuse(
                    address == form.sender ? "sender" : "reply",
                    t("office.mail.refused.address")
                )
            case .foreignMailDomain(let domain):
                typed.refuse(
                    "sender",
                    t("office.mail.refused.domain", ["domain": .text(domain)])
                )
            default: typed.refuse(nil, t("office.institution.refused.changed"))
            }
            return try await page(form, typed, staff)
        }
    }

    private func sender(_ staff: StaffContext) async throws -> MailSender {
        try await desk.host.database.read(in: staff.scope) { try SenderStore.find(in: &$0) }
    }

    private func page(
        _ form: MailForm,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let outbox = desk.host.outbox
        let traces = try await desk.host.database.read(in: staff.scope) {
            try outbox.traces(in: &$0)
        }
        let fields = [("sender", form.sender), ("reply", form.reply)].map { name, value in
            TextField(
                FieldFrame(
                    name: name,
                    label: t(MessageKey("office.mail.label", name)),
                    hint: "\(t(MessageKey("office.mail.hint", name)))",
                    problem: typed.problem(name)
                ),
                value: value,
                autocomplete: "off",
                inputMode: "email",
                maximum: Limits.emailBytes,
                isRequired: false
            ).html
        }
        return desk.page(
            InstitutionDesk.Page(part: "mail", typed: typed, done: ["saved"]),
            """
            <form method="post" action="\(url: InstitutionDesk.path("mail", visitor))" novalidate>
            <input type="hidden" name="was-sender" value="\(form.wasSender)">\
            <input type="hidden" name="was-reply" value="\(form.wasReply)">
            \(fields)<p>\(Button(t("office.space.save")))</p></form>
            <section><h2>\(t("office.mail.log"))</h2><p>\(t("office.mail.log.text"))</p>
            \(log(traces, visitor), when: !traces.isEmpty)\
            \("<p>\(t("office.mail.log.none"))</p>", when: traces.isEmpty)</section>
            """,
            for: staff
        )
    }

    private func log(_ traces: [MailTrace], _ visitor: VisitorContext) -> HTML {
        let t = visitor.t
        return DataTable(
            caption: "\(t("office.mail.log"))",
            columns: [
                .init(t("audit.column.when")), .init(t("office.mail.column.cause")),
                .init(t("office.mail.column.state")),
                .init(t("office.mail.column.attempts"), isNumber: true),
                .init(t("office.mail.column.answer"), isNumber: true),
            ],
            rows: traces.map { trace in
                DataTable.Row(
                    [
                        "\(Moment(trace.createdAt, visitor))",
                        "\(t(MessageKey("office.mail.cause", trace.cause)))",
                        "\(t(MessageKey("office.mail.state", trace.state)))",
                        "\(t.number(trace.attempts))",
                        trace.replyCode.map { "\(String($0))" } ?? "–",
                    ],
                    isMarked: ["failed", "bounced", "expired"].contains(trace.state)
                )
            }
        ).html
    }
}

/// What somebody types about the sender of letters, and what they saw.
private struct MailForm {
    let sender: String
    let reply: String
    let wasSender: String
    let wasReply: String

    init(_ set: MailSender) {
        sender = set.address?.text ?? ""
        reply = set.replyTo?.text ?? ""
        wasSender = sender
        wasReply = reply
    }

    init(_ data: FormData) {
        sender = data["sender"]
        reply = data["reply"]
        wasSender = data["was-sender"]
        wasReply = data["was-reply"]
    }

    var change: TenantChange {
        var change = TenantChange()
        guard sender != wasSender || reply != wasReply else { return change }
        change.expectedSender = MailSender(
            address: MailAddress(wasSender),
            replyTo: MailAddress(wasReply)
        )
        change.mailSender = sender.isEmpty ? nil : sender
        change.mailReplyTo = reply.isEmpty ? nil : reply
        // What was cleared is taken away first.
        let isCleared =
            sender.isEmpty && !wasSender.isEmpty || reply.isEmpty && !wasReply.isEmpty
        change.removals = isCleared ? [.mail] : []
        return change
    }
}
