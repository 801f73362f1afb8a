package import Accounts
import Files
package import Storage
package import Web

extension RouteTable {
    /// The routes of everything that an installation serves.
    package convenience init(
        pages: PageBuilder,
        database: Database,
        accounts: Accounts,
        host: Host,
        modules: [any SpaceModule]
    ) {
        self.init()
        let byID = Dictionary(
            uniqueKeysWithValues: modules.map { (type(of: $0).manifest.id, $0) }
        )
        PortalPages(pages: pages).mount(on: portal, files: portalFiles)
        SitePages(pages: pages, modules: byID).mount(on: site.anyone)
        DiscoveryFiles(modules: byID).mount(on: files)
        LookFiles(database: database).mount(on: files)
        let sources = modules.map { module in
            module.personalData.inEverySpace(of: type(of: module).manifest.id)
        }
        let files = PersonalDataSource.waitingFiles(host.uploads)
        AccountRoutes(
            accounts: accounts,
            sources: [files] + host.partsData + sources,
            places: host.places(of: modules)
        ).mount(on: site)
        host.mountParts(on: site, of: modules, accounts: accounts)
        for module in modules { module.mount(on: self.module(type(of: module).manifest.id)) }
    }
}
