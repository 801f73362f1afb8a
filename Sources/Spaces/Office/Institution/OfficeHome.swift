import Hummingbird
import Kernel
import Localization
import Markup
import Storage
import Web

/// `/admin/institution/home`: the order of spaces, three of their figures, and a text in each language.
struct OfficeHome: Sendable {
    let desk: InstitutionDesk
    let modules: [String: any SpaceModule]

    /// A text in 24 languages, and a place for each space.
    static let body = BodyRules.form(bytes: 1024 * 1024, fields: 200)

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let content = try await current(staff)
        return try await page(content, content.mark, Typed(), staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Self.body)
        let site = try await desk.current(staff)
        let wish = Self.wish(data, of: site)
        let home = HomePages(database: desk.host.database, audit: desk.host.audit)
        let t = staff.visitor.t
        var typed = Typed()
        let offered = try await figures(of: site, staff).map {
            HomeContent.Figure(space: $0.space.id, name: $0.figure.name)
        }
        switch try await home.set(wish, from: offered, over: data["mark"], in: staff.scope) {
        case .success:
            let path = InstitutionDesk.path("home", staff.visitor)
            return .redirect(to: path.with("done", "saved"))
        case .failure(.changedMeanwhile):
            typed.refuse(nil, t("office.institution.refused.changed"))
        case .failure(.tooLong(let language)):
            let most = MessageValue.number(Limits.homeTextBytes / 1024)
            let bytes = wish.texts[language]?.utf8.count ?? 0
            let size = MessageValue.number((bytes + 1023) / 1024)
            typed.refuse(
                "text-\(language)",
                t("office.legal.refused.tooLong", ["size": size, "most": most])
            )
        case .failure(.unfitFigures):
            typed.refuse("figure-1", t("office.home.refused.figures"))
        }
        return try await page(wish, data["mark"], typed, staff)
    }

    private static func wish(_ data: FormData, of site: Site) -> HomeContent {
        // A form from before a language came says nothing about its text.
        let asked = site.tenant.languages.filter { data.has("text-\($0)") }
        let texts = asked.reduce(into: [LanguageTag: String]()) {
            $0[$1] = data["text-\($1)"].replacing("\r\n", with: "\n")
        }
        let figures = (1...Limits.homeFigures).compactMap {
            HomeContent.Figure(data["figure-\($0)"])
        }
        // Where two want the same place, the one that stood before the other stays before it.
        let places = site.spaces.enumerated().map { index, space in
            (Int(data["place-\(space.id)"]) ?? index + 1, index, space.id)
        }
        let order = places.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        return HomeContent(texts: texts, figures: figures, order: order)
    }

    private func current(_ staff: StaffContext) async throws -> HomeContent {
        try await desk.host.database.read(in: staff.scope) { try HomePages.read(in: &$0) }
    }

    /// What each space that people find gives to choose from.
    private func figures(
        of site: Site,
        _ staff: StaffContext
    ) async throws -> [(space: Space, figure: HomeFigure)] {
        var all: [(space: Space, figure: HomeFigure)] = []
        for space in site.publicSpaces {
            guard let module = modules[space.module] else { continue }
            let part = try await module.summary(for: staff.visitor.entering(space))
            all += part.figures.map { (space, $0) }
        }
        return all
    }

    private func page(
        _ content: HomeContent,
        _ mark: String,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let site = try await desk.current(staff)
        let view = HomeFormView(
            content: content,
            mark: mark,
            site: site,
            figures: try await figures(of: site, staff),
            typed: typed,
            pages: desk.frame.pages,
            visitor: staff.visitor
        )
        return desk.page(
            InstitutionDesk.Page(
                part: "home",
                typed: typed,
                done: ["saved"],
                seen: staff.visitor.path("")
            ),
            view.html,
            for: staff
        )
    }
}
