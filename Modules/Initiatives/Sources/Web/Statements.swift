import FoundationEssentials
import HTTPTypes
import Hummingbird
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Storage
import Vault
import Web

/// `/:initiative/statements`: a citizen supports an initiative.
struct Statements: Sendable {
    let initiatives: Initiatives

    private var pages: InitiativePages { InitiativePages(initiatives: initiatives) }

    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        guard let id = Initiative.ID(try visitor.parameter("initiative")) else {
            throw PageError.notFound
        }
        let data = try await request.form()
        // The form has arrived whole: this instant decides whether it was in time.
        let sending = Sending(
            id: id,
            data: data,
            attempt: SendingAttempt(data[SendingAttempt.field]),
            arrivedAt: initiatives.host.clock.now,
            receivedAt: .now,
            prefersMinimal: request.prefersMinimal,
            visitor: visitor
        )
        guard let memberState = initiatives.memberStates[data["state"]] else {
            throw PageError.malformed
        }
        do {
            return try await answer(to: sending, memberState)
        } catch let error as StorageError where error.isPassing && !data.has("sealed") {
            // Not even the initiative can be read. A browser that seals still has its form.
            return resend(sending, .notStored)
        }
    }

    /// A form that was sent, and when.
    struct Sending {
        let id: Initiative.ID
        let data: FormData
        var attempt: SendingAttempt?
        let arrivedAt: Instant
        let receivedAt: ContinuousClock.Instant
        /// A script that goes to the page of thanks by itself.
        let prefersMinimal: Bool
        let visitor: VisitorContext
    }

    private func answer(to sending: Sending, _ memberState: MemberState) async throws -> Reply {
        let data = sending.data
        if data.has("sealed") {
            let submission = try sealed(data)
            return try await support(sending, memberState, submission, form: nil)
        }
        let form = StatementForm(data)
        if data.has("language") {
            return try await again(
                memberState,
                form,
                problems: StatementProblems(),
                status: .ok,
                visitor: sending.visitor
            )
        }
        let rules = StatementRules(
            state: memberState,
            memberStates: initiatives.memberStates,
            today: CivilZone.brussels.date(at: sending.arrivedAt)
        )
        switch rules.check(form) {
        case .failure(let problems):
            return try await again(
                memberState,
                form,
                problems: problems,
                status: .unprocessableContent,
                visitor: sending.visitor
            )
        case .success(let statement):
            return try await support(sending, memberState, .plain(statement), form: form)
        }
    }

    /// What a browser sealed.
    ///
    /// Throws `malformed` for anything that cannot be opened later.
    private func sealed(_ data: FormData) throws -> Initiatives.Submission {
        guard data["form"] == Statement.form,
            data["sealed"].utf8.count <= Limits.ledgerPayloadBytes,
            let bytes = Data(base64Encoded: data["sealed"]),
            let statement = SealedStatement(bytes: Array(bytes)),
            let digest = IdentityDigest(hexadecimal: data["identity"])
        else { throw PageError.malformed }
        return .sealed(statement, digest)
    }

    private func support(
        _ sending: Sending,
        _ memberState: MemberState,
        _ submission: Initiatives.Submission,
        form: StatementForm?
    ) async throws -> Reply {
        var sending = sending
        let attempt = sending.attempt ?? SendingAttempt(initiatives.host.random)
        // A page that asks to send it again brings it along.
        sending.attempt = attempt
        guard sending.visitor.space?.opens(Initiatives.sign, at: sending.arrivedAt) == true else {
            return try await reply(
                to: .failure(.notOpen(.closed)),
                sending,
                memberState,
                form: form
            )
        }
        if let demand = demand(sending, attempt) { return demand }
        do {
            let outcome = try await initiatives.support(
                sending.id,
                state: memberState.code,
                with: submission,
                attempt: attempt,
                mark: mark(sending, attempt, submission),
                arrivedAt: sending.arrivedAt,
                receivedAt: sending.receivedAt,
                in: sending.visitor.scope
            )
            return try await reply(
                to: outcome,
                sending,
                memberState,
                form: form
            )
        } catch let error as LedgerError {
            return try await trouble(error, sending, memberState, form)
        } catch let error as StorageError where error.isPassing {
            return try await busy(memberState, form, seconds: 10, visitor: sending.visitor)
        }
    }

    private func reply(
        to outcome: Result<String, Initiatives.SupportRefusal>,
        _ sending: Sending,
        _ memberState: MemberState,
        form: StatementForm?
    ) async throws -> Reply {
        let (id, visitor) = (sending.id, sending.visitor)
        switch outcome {
        case .success(let receipt):
            let thanks = visitor.spacePath(id.text, "thanks", receipt)
            return sending.prefersMinimal ? .created(at: thanks) : .redirect(to: thanks)
        case .failure(.notFound):
            throw PageError.notFound
        case .failure(.outdatedKey):
            return notice("outdated", id, visitor: visitor)
        case .failure(.unreadable):
            var reply = notice("unreadable", id, visitor: visitor)
            reply.status = .unprocessableContent
            return reply
        case .failure(.notOpen), .failure(.noAuthority):
            // The page itself says why nothing can be sent, with the counts as they are.
            return try await again(
                memberState,
                form ?? StatementForm(for: memberState),
                problems: StatementProblems(),
                status: .conflict,
                visitor: visitor
            )
        }
    }

    /// The form again, with everything that was typed.
    func again(
        _ memberState: MemberState,
        _ form: StatementForm,
        problems: StatementProblems,
        notice: HTML = .empty,
        status: HTTPResponse.Status,
        visitor: VisitorContext
    ) async throws -> Reply {
        let details = try await initiatives.details(for: visitor)
        let panel = SignPanel(
            details: details,
            memberStates: initiatives.memberStates,
            memberState: memberState,
            form: form,
            problems: problems,
            notice: notice,
            visitor: visitor,
            languages: initiatives.host.pages.languages(visitor.visit)
        )
        var reply = pages.page(
            details,
            panel: panel.html,
            hasProblems: !problems.isEmpty,
            answering: memberState,
            visitor: visitor
        )
        reply.status = status
        return reply
    }

    /// A short page that says one thing about this initiative.
    private func notice(
        _ name: String,
        _ id: Initiative.ID,
        visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let key = MessageKey("initiatives.notice", name)
        let title = t(MessageKey(key, "title"))
        let content: HTML = """
            <div class="reading"><h1>\(title)</h1>
            \(Prose(t(MessageKey(key, "text"))))
            <p>\(ButtonLink(t("initiatives.notice.back"), to: visitor.spacePath(id.text)))</p></div>
            """
        var reply = initiatives.host.pages.page(
            title: title,
            content: content,
            visit: visitor.visit,
            extras: .init(isIndexed: false, address: visitor.localAddress(id.text))
        )
        reply.status = .conflict
        return reply
    }
}
