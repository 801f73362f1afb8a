import Accounts
import Kernel
import Localization
import Mail
import Modules
import Operation
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: nobody reaches what they may not, because no route is without a gate and a permission.
///
/// Method: the table of all routes, as `parvis routes` prints it.
@Suite("Gates of routes")
struct RouteGateTests {
    /// What whoever asks may write outside of spaces without being signed in; everything else is read only.
    private static let ofSite: Set<String> = [
        "/{language}/registrations", "/{language}/registrations/:token", "/{language}/sign-in",
        "/{language}/sign-in/links/:token", "/{language}/sign-in/codes", "/{language}/sign-out",
        "/{language}/invitations/:token", "/{language}/passwords", "/{language}/passwords/:token",
        "/{language}/addresses/:token", "/{language}/addresses/stops/:token",
        "/{language}/deletions/:token", "/{language}/notifications/stops/:token",
        "/{language}/reports/spaces/:space/:kind/:id", "/{language}/reports/follow",
        "/{language}/reports/appeals", "/{language}/appeals/:token",
    ]

    @Test("every route has a gate; what staff may do is declared by whoever offers it")
    func gates() async throws {
        try await TestHouse.run(modules: ModuleList.all) { house in
            let table = house.routes()
            let declared = Set(house.accounts.rules.map(\.permission))
            let openWrites = Self.openWrites()

            #expect(table.routes.count > 60)
            for route in table.routes {
                #expect(!route.gate.permission.isEmpty, "\(route.path)")
                switch route.gate {
                case .anyone:
                    let isRead = route.method == "GET"
                    let isOpen = openWrites[route.module]?.contains(route.path) == true
                    #expect(isRead || isOpen, "\(route.path)")
                case .member:
                    let place =
                        route.module == "site" ? "/{language}/account" : "/{language}/{space}"
                    #expect(route.path.hasPrefix(place), "\(route.path)")
                case .staff(let permission):
                    #expect(declared.contains(permission), "\(route.path)")
                    let owner = permission.name.prefix { $0 != "." }
                    #expect(owner == route.module, "\(route.path)")
                }
            }
            for (module, paths) in openWrites {
                let routes = table.routes.filter { $0.module == module && $0.method != "GET" }
                #expect(paths.isSubset(of: routes.map(\.path)), "\(module)")
            }
        }
    }

    @Test("no address says what is done with it: only things have addresses")
    func nouns() async throws {
        try await TestHouse.run(modules: ModuleList.all) { house in
            let table = house.routes()
            let verbs: Set<Substring> = [
                "edit", "delete", "create", "update", "new", "remove", "confirm", "accept", "send",
                "change",
            ]
            for route in table.routes {
                let parts = Set(route.path.split(separator: "/"))
                #expect(parts.isDisjoint(with: verbs), "\(route.path)")
            }
        }
    }

    @Test("every permission has its words and at least one role")
    func permissions() async throws {
        try await TestHouse.run(modules: ModuleList.all) { house in
            let t = house.pages.translations.translator(for: .english)
            for rule in house.accounts.rules {
                #expect(rule.roles.contains(.administrator))
                let key = "permission." + rule.permission.name
                #expect(t(MessageKey(stringLiteral: key)) != key, "\(key)")
            }
        }
    }

    @Test("no space can be made under the address of any page, those of development included")
    func reserved() async throws {
        try await TestHouse.run(modules: ModuleList.all) { house in
            let table = house.routes()
            try DesignPages(pages: house.pages, seed: house.resources.seed)
                .mount(on: table.site.anyone)
            let folder = MailFolder(path: house.folder.path, clock: house.clock.clock)
            MailPages(pages: house.pages, folder: folder).mount(on: table.site.anyone)

            #expect(table.siteNames.isSuperset(of: ["sign-in", "account", "looks", "design"]))
            #expect(table.siteNames == ReservedNames.all)
        }
    }

    /// The open writes of the site and, as they declare them, of modules.
    private static func openWrites() -> [String: Set<String>] {
        var writes = ["site": ofSite]
        for module in ModuleList.all.map({ $0.manifest }) {
            writes[module.id] = Set(module.openWrites.map { "/{language}/{space}" + $0 })
        }
        return writes
    }
}
