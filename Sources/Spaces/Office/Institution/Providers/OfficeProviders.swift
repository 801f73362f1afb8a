import Accounts
import Hummingbird
import Kernel
import Localization
import Markup
import OpenID
import Web

/// `/admin/institution/providers`: at whom people sign in, and whether that works.
struct OfficeProviders: Sendable {
    let desk: InstitutionDesk
    let accounts: Accounts
    /// Whether a provider may be a program on this machine: whoever runs an institution is to reach no other.
    let asksAnywhere: Bool
    let meter = TrialMeter()

    // All of them.

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let all = try await accounts.providers(in: staff.scope)
        let rows = all.map { provider in
            SummaryList.Row(
                provider.name,
                value: """
                    \(t(MessageKey("office.provider.purpose", provider.purpose.rawValue)))<br>\
                    \(provider.settings.issuer)
                    """,
                link: t("office.legal.open"),
                to: path(provider.id, visitor)
            )
        }
        let nothing = EmptyState(
            title: t("office.provider.none.title"),
            text: t("office.provider.none")
        )
        let list = SummaryList(rows)
        let add = ButtonLink(t("office.provider.add"), to: path("registration", visitor))
        return desk.page(
            InstitutionDesk.Page(part: "providers", done: ["removed"]),
            """
            <p>\(t("office.provider.text"))</p>\(list.html, when: !all.isEmpty)\
            \(nothing.html, when: all.isEmpty)<p>\(add)</p>
            """,
            for: staff
        )
    }

    func ask(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        adding(ProviderForm(), Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let form = ProviderForm(try await request.form(), id: nil)
        // Its page has an address of its own, which no other page may have.
        guard form.id != "registration" else {
            return adding(form, refusal(.invalidID, staff), staff)
        }
        switch try await set(form, after: nil, over: .nothing, staff) {
        case .success:
            return .redirect(to: path(form.id, staff.visitor).with("done", "saved"))
        case .failure(.changedMeanwhile):
            var typed = Typed()
            typed.refuse("id", staff.visitor.t("office.provider.refused.taken"))
            return adding(form, typed, staff)
        case .failure(let problem): return adding(form, refusal(problem, staff), staff)
        }
    }

    private func adding(_ form: ProviderForm, _ typed: Typed, _ staff: StaffContext) -> Reply {
        let view = ProviderFormView(
            form: form,
            typed: typed,
            isNew: true,
            action: InstitutionDesk.path("providers", staff.visitor),
            t: staff.visitor.t
        )
        return desk.page(
            InstitutionDesk.Page(
                part: "providers",
                title: staff.visitor.t("office.provider.add"),
                typed: typed,
                below: ["registration"]
            ),
            view.html,
            for: staff
        )
    }

    // One of them.

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let provider = try await provider(staff)
        let mark = accounts.mark(of: provider, in: staff.scope)
        return page(of: provider, ProviderForm(provider, mark: mark), Typed(), staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let provider = try await provider(staff)
        let form = ProviderForm(try await request.form(), id: provider.id)
        switch try await set(form, after: provider, over: .mark(form.mark), staff) {
        case .success:
            return .redirect(to: path(provider.id, staff.visitor).with("done", "saved"))
        case .failure(let problem):
            return page(of: provider, form, refusal(problem, staff), staff)
        }
    }

    func askRemoval(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let provider = try await provider(staff)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        return desk.page(
            InstitutionDesk.Page(
                part: "providers",
                title: t("office.provider.removal.title", ["name": .text(provider.name)]),
                below: [provider.id, "removal"]
            ),
            """
            <p>\(t("office.provider.removal.text"))</p>
            <form method="post" action="\(url: path(provider.id, visitor).appending("removal"))">
            <p>\(Button(t("office.pictures.remove"), of: provider.name, kind: .danger))</p></form>
            """,
            for: staff
        )
    }

    func takeAway(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let id = try staff.visitor.parameter("provider")
        _ = try await request.form()
        guard try await accounts.removeProvider(id, in: staff.scope) else {
            throw PageError.notFound
        }
        let list = InstitutionDesk.path("providers", staff.visitor)
        return .redirect(to: list.with("done", "removed"))
    }

    private func set(
        _ form: ProviderForm,
        after former: IdentityProvider?,
        over expected: Accounts.ProviderExpectation,
        _ staff: StaffContext
    ) async throws -> Result<Void, Accounts.ProviderRefusal> {
        guard let provider = form.provider(after: former) else { throw PageError.malformed }
        if !asksAnywhere, !provider.settings.isOfOperator {
            // Answers say where names lead in networks behind the server: not any number of them.
            guard meter.takesOne(of: staff.visitor.tenant.id, at: staff.visitor.now) else {
                return .failure(.tooOften)
            }
            if let found = await accounts.internalHost(of: provider) {
                return .failure(.internalIssuer(found))
            }
        }
        return try await accounts.setProvider(provider, over: expected, in: staff.scope)
    }

    private func refusal(_ refusal: Accounts.ProviderRefusal, _ staff: StaffContext) -> Typed {
        var typed = Typed()
        let problem = ProviderForm.problem(refusal, staff.visitor.t)
        typed.refuse(problem.field, problem.message)
        return typed
    }

    private func page(
        of provider: IdentityProvider,
        _ form: ProviderForm,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let own = path(provider.id, visitor)
        let view = ProviderFormView(
            form: form,
            typed: typed,
            isNew: false,
            action: own,
            t: t
        )
        let addresses = SummaryList([
            .init(
                t("office.provider.return"),
                value: "<code>\(accounts.returnAddress(of: provider.id, visitor))</code>"
            ),
            .init(
                t("office.provider.farewell"),
                value: "<code>\(accounts.farewellAddress(visitor))</code>"
            ),
        ])
        let way = ButtonLink(
            t("office.provider.removal"),
            to: own.appending("removal"),
            kind: .secondary
        )
        return desk.page(
            InstitutionDesk.Page(
                part: "providers",
                title: provider.name,
                typed: typed,
                done: ["saved"],
                below: [provider.id]
            ),
            """
            <p>\(ButtonLink(t("office.trial.button"), to: own.appending("trial")))</p>
            <p>\(t("office.provider.addresses"))</p>\(addresses)\(view)<p>\(way)</p>
            """,
            for: staff
        )
    }

    func provider(_ staff: StaffContext) async throws -> IdentityProvider {
        let id = try staff.visitor.parameter("provider")
        let all = try await accounts.providers(in: staff.scope)
        guard let found = all.first(where: { $0.id == id }) else { throw PageError.notFound }
        return found
    }

    func path(_ id: String, _ visitor: VisitorContext) -> Path {
        InstitutionDesk.path("providers", visitor).appending(id)
    }
}
