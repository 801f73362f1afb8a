import Files
import Hummingbird
import Kernel
import Localization
import Markup
import Pictures
import Web

/// `/admin/institution/pictures`: logo, icon of the tab, and what other sites show beside a link.
struct OfficePictures: Sendable {
    let desk: InstitutionDesk

    /// The largest picture, and what the logo says in 24 languages.
    static let body = BodyRules.upload(fileBytes: Limits.pictureBytes)

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let site = try await desk.current(staff)
        return page(of: site, Typed(), site.look.logoTexts, site.mark, staff)
    }

    func set(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let kind = try kind(staff)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let field = Self.field(kind)
        let (data, file) = try await desk.host.uploads.read(request, visitor, field, kind.rules)
        let site = try await desk.current(staff)
        // A form from before a language came says nothing about its text.
        let asked =
            kind == .logo ? site.tenant.languages.filter { data.has("text-\($0)") } : []
        let texts = asked.reduce(into: site.look.logoTexts) { $0[$1] = data["text-\($1)"] }
        var change = TenantChange()
        change.expected = data["mark"]
        change.logoTexts = texts.filter { $0.value != site.look.logoTexts[$0.key] ?? "" }
        var typed = Typed()
        switch file {
        case .success(let bytes): change.pictures[kind] = bytes
        case .failure(let refusal): typed.refuse(field, refusal.text(kind.rules, t))
        case nil where change.logoTexts.isEmpty:
            typed.refuse(field, t("office.pictures.refused.none"))
        case nil: break
        }
        guard typed.isFine else { return page(of: site, typed, texts, data["mark"], staff) }
        switch try await desk.host.tenants.edit(change, in: staff.scope) {
        case .success:
            return .redirect(
                to: InstitutionDesk.path("pictures", visitor).with("done", "saved")
            )
        case .failure(let refusal):
            let problem = Self.problem(refusal, kind, texts, t)
            typed.refuse(problem.field, problem.message)
            return page(of: site, typed, texts, data["mark"], staff)
        }
    }

    func takeAway(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let kind = try kind(staff)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let mark = try await request.form()["mark"]
        var change = TenantChange()
        change.expected = mark
        change.removals = [.picture(kind)]
        switch try await desk.host.tenants.edit(change, in: staff.scope) {
        case .success:
            return .redirect(
                to: InstitutionDesk.path("pictures", visitor).with("done", "removed")
            )
        case .failure:
            let site = try await desk.current(staff)
            var typed = Typed()
            typed.refuse(nil, t("office.institution.refused.changed"))
            return page(of: site, typed, site.look.logoTexts, site.mark, staff)
        }
    }

    /// Each form has a field of its own name, so that a mistake is shown where it was made.
    private static func field(_ kind: SiteLook.Picture.Kind) -> String { "file-" + kind.rawValue }

    private func kind(_ staff: StaffContext) throws -> SiteLook.Picture.Kind {
        let name = try staff.visitor.parameter("kind")
        guard let kind = SiteLook.Picture.Kind(rawValue: name) else { throw PageError.notFound }
        return kind
    }

    private static func problem(
        _ refusal: TenantChange.Refusal,
        _ kind: SiteLook.Picture.Kind,
        _ texts: [LanguageTag: String],
        _ t: Translator
    ) -> (field: String?, message: String) {
        switch refusal {
        case .picture(_, .wrongSize(let width, let height)):
            let bounds = kind.bounds
            let values: MessageValues = [
                "width": .number(width), "height": .number(height),
                "least": .text("\(bounds.width.lowerBound) × \(bounds.height.lowerBound)"),
                "most": .text("\(bounds.width.upperBound) × \(bounds.height.upperBound)"),
            ]
            return (field(kind), t("office.pictures.refused.size", values))
        case .picture(_, .tooManyBytes):
            return (field(kind), FileRefusal.tooLarge.text(kind.rules, t))
        case .picture: return (field(kind), FileRefusal.damaged.text(kind.rules, t))
        case .iconNotSquare: return (field(kind), t("office.pictures.refused.square"))
        case .invalidLogoText:
            let wrong = texts.filter { !$0.value.isEmpty && !Tenants.isPurpose($0.value) }
            let language = wrong.keys.min().map { "text-\($0)" }
            return (language ?? field(kind), t("office.space.refused.purpose"))
        default: return (nil, t("office.institution.refused.changed"))
        }
    }

    private func page(
        of site: Site,
        _ typed: Typed,
        _ texts: [LanguageTag: String],
        _ mark: String,
        _ staff: StaffContext
    ) -> Reply {
        let view = PicturesView(
            look: site.look,
            languages: site.tenant.languages,
            texts: texts,
            mark: mark,
            typed: typed,
            pages: desk.frame.pages,
            visitor: staff.visitor
        )
        return desk.page(
            InstitutionDesk.Page(
                part: "pictures",
                typed: typed,
                done: ["saved", "removed"],
                seen: staff.visitor.path("")
            ),
            view.html,
            for: staff
        )
    }
}

extension SiteLook.Picture.Kind {
    /// What its field takes.
    var rules: FileRules { FileRules(kinds: [.png, .jpeg], bytes: bounds.bytes) }
}
