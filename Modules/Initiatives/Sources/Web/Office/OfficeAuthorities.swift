import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Text
import Vault
import Web

/// `…/initiatives/authorities`: which authorities have given their keys, and a key that one has sent.
struct OfficeAuthorities: Sendable {
    let initiatives: Initiatives

    var office: InitiativeOffice { InitiativeOffice(initiatives: initiatives) }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await page("", Typed(), staff)
    }

    /// Takes the public key file that an authority has sent, as it is.
    ///
    /// Whoever runs some spaces only does not decide who can read what people sign.
    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try staff.checkEverywhere()
        let text = try await request.form()["key"]
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        var typed = Typed()
        guard let file = AuthorityFile(text), let key = file.key else {
            typed.refuse("key", t("initiatives.office.authority.refused"))
            return try await page(text, typed, staff)
        }
        let known = try await initiatives.knownKeys(of: file.state, in: staff.scope).keys
        if known.contains(where: { $0.key == key }) {
            typed.refuse("key", t("initiatives.office.authority.refused.known"))
            return try await page(text, typed, staff)
        }
        // Another one is in force: what that means is shown, and confirmed.
        guard known.isEmpty else { return try await confirm(file, key, "", Typed(), staff) }
        let outcome = try await initiatives.registerAuthority(
            key,
            of: file.state,
            insteadOf: .nothing,
            in: staff.scope
        )
        if case .failure(let refusal) = outcome {
            typed.refuse("key", Self.message(refusal, t))
            return try await page(text, typed, staff)
        }
        return .redirect(to: InitiativeOffice.path(visitor, "authorities").with("done", "key"))
    }

    static func message(_ refusal: Initiatives.AuthorityRefusal, _ t: Translator) -> String {
        switch refusal {
        case .unknownState: t("initiatives.office.authority.refused.state")
        case .alreadyRegistered: t("initiatives.office.authority.refused.known")
        case .tooMany: t("initiatives.office.authority.refused.many")
        case .changedMeanwhile: t("initiatives.office.authority.refused.changed")
        }
    }

    private func page(
        _ text: String,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let keys = try await initiatives.host.database.read(in: staff.scope) {
            try AuthorityStore.current(in: &$0)
        }
        let rows = initiatives.memberStates.all
            .map { ($0.code, t(MessageKey("country", $0.code))) }
            .sorted { Folding.fold($0.1) < Folding.fold($1.1) }
            .map { code, name -> DataTable.Row in
                let key = keys[code].map { key -> HTML in "<code>\(key.id.description)</code>" }
                return DataTable.Row(
                    ["\(name)", key ?? "\(t("initiatives.office.authority.none"))"]
                )
            }
        let table = DataTable(
            caption: "\(t("initiatives.office.authorities"))",
            columns: [
                .init(t("initiatives.progress.state")),
                .init(t("initiatives.office.authority.key")),
            ],
            rows: rows
        )
        let mayRegister = staff.allowsEverywhere(staff.permission)
        return office.page(
            t("initiatives.office.authorities"),
            """
            <p>\(t("initiatives.office.authorities.text"))</p>\
            \("<p>\(t("initiatives.office.authorities.elsewhere"))</p>", when: !mayRegister)\
            \("<p>\(t("initiatives.office.authorities.how"))</p>", when: mayRegister)\
            \(form(text, typed, visitor), when: mayRegister)\(table)
            """,
            at: ["authorities"],
            typed: typed,
            for: staff
        )
    }

    private func form(_ text: String, _ typed: Typed, _ visitor: VisitorContext) -> HTML {
        let t = visitor.t
        let field = TextArea(
            FieldFrame(
                name: "key",
                label: t("initiatives.office.authority.file"),
                hint: "\(t("initiatives.office.authority.file.hint"))",
                problem: typed.problem("key")
            ),
            value: text,
            maximum: 1000,
            rows: 5,
            isRequired: true,
            t: t
        )
        return """
            <form method="post" action="\(url: InitiativeOffice.path(visitor, "authorities"))" \
            novalidate>\(field)<p>\(Button(t("initiatives.office.authority.button")))</p></form>
            """
    }
}
