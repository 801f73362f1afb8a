import Accounts
import Files
package import Web

extension House {
    /// The routes of everything that is served.
    package func routes() -> RouteTable {
        let table = RouteTable()
        let byID = Dictionary(
            uniqueKeysWithValues: modules.map { (type(of: $0).manifest.id, $0) }
        )
        PortalPages(pages: host.pages).mount(on: table.portal, files: table.portalFiles)
        SitePages(pages: host.pages, modules: byID, database: host.database)
            .mount(on: table.site.anyone)
        DiscoveryFiles(modules: byID).mount(on: table.files)
        LookFiles(database: host.database).mount(on: table.files)
        let office = host.office
        let sources = modules.map { module in
            module.personalData.inEverySpace(of: type(of: module).manifest.id)
        }
        let files = PersonalDataSource.waitingFiles(host.uploads)
        AccountRoutes(
            accounts: accounts,
            sources: [files] + host.partsData + sources,
            places: host.places(of: modules),
            things: host.things(of: modules),
            office: office
        ).mount(on: table.site)
        OfficePages(
            host: host,
            frame: office,
            modules: byID,
            accounts: accounts,
            asksAnywhere: asksAnywhere
        ).mount(on: table.site)
        host.mountParts(on: table.site, of: modules, accounts: accounts)
        for module in modules {
            let id = type(of: module).manifest.id
            module.mount(on: table.module(id))
            host.mountComments(of: module, on: table.module(id))
            host.mountRules(of: module, on: table.module(id))
            module.mountOffice(on: OfficeRoutes(table.site(of: id), of: id, host: host))
        }
        return table
    }
}
