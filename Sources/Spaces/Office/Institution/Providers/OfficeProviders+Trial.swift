import Accounts
import Hummingbird
import Kernel
import Localization
import Markup
import OpenID
import Web

/// `/admin/institution/providers/:provider/trial`: a sign-in step by step, of which nothing is kept.
extension OfficeProviders {
    /// What the provider publishes, and the way to it.
    func tryOut(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let provider = try await provider(staff)
        guard meter.takesOne(of: staff.visitor.tenant.id, at: staff.visitor.now) else {
            return tooOften(provider, staff)
        }
        let trial = await accounts.tryPublished(provider)
        return page(trial, of: provider, isBack: false, staff)
    }

    /// Leads to the provider; it changes nothing here, and whoever comes back is signed in by nothing.
    func depart(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let provider = try await provider(staff)
        guard meter.takesOne(of: staff.visitor.tenant.id, at: staff.visitor.now) else {
            return tooOften(provider, staff)
        }
        let next = path(provider.id, staff.visitor).appending("trial", "arrival")
        do {
            return try await accounts.departOnTrial(
                to: provider,
                next: next.text,
                request,
                staff.visitor
            )
        } catch let failure as OpenIDFailure {
            let trial = ProviderTrial(failure: failure)
            return page(trial, of: provider, isBack: false, staff)
        }
    }

    func arrive(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let provider = try await provider(staff)
        let arrival = await accounts.arriveOnTrial(at: provider, request, staff.visitor)
        var reply = page(arrival.trial, of: provider, isBack: true, staff)
        reply.headers.append(arrival.clearing)
        return reply
    }

    private func tooOften(_ provider: IdentityProvider, _ staff: StaffContext) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        var typed = Typed()
        typed.refuse("trial", t("office.trial.often"))
        return desk.page(
            InstitutionDesk.Page(
                part: "providers",
                title: t("office.trial.title", ["name": .text(provider.name)]),
                typed: typed,
                below: [provider.id, "trial"]
            ),
            """
            <p class="error" id="field-trial" tabindex="-1">\(typed.problem("trial") ?? "")</p>
            <p><a href="\(url: path(provider.id, visitor))">\(t("office.trial.back"))</a></p>
            """,
            for: staff
        )
    }

    private func page(
        _ trial: ProviderTrial,
        of provider: IdentityProvider,
        isBack: Bool,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let own = path(provider.id, visitor)
        let view = TrialView(trial: trial, provider: provider, isBack: isBack, t: t)
        let on = ButtonLink(
            t("office.trial.on", ["name": .text(provider.name)]),
            to: own.appending("trial", "departure")
        )
        let again = ButtonLink(
            t("office.trial.again"),
            to: own.appending("trial"),
            kind: .secondary
        )
        let isOnWay = !isBack && trial.failure == nil
        return desk.page(
            InstitutionDesk.Page(
                part: "providers",
                title: t("office.trial.title", ["name": .text(provider.name)]),
                below: [provider.id, "trial"]
            ),
            """
            <p>\(t("office.trial.text"))</p>\(view)
            <p>\(isOnWay ? on : again)</p>
            <p><a href="\(url: own)">\(t("office.trial.back"))</a></p>
            """,
            for: staff
        )
    }
}
