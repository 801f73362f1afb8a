import Files
package import Spaces
import Web

/// The pages on which staff and organisers work.
extension Initiatives {
    package func mountOffice(on routes: OfficeRoutes) {
        let list = OfficeInitiatives(initiatives: self)
        let registrations = Registrations(initiatives: self)
        let authorities = OfficeAuthorities(initiatives: self)
        let manage = Self.manage
        routes.get("", manage) { try await list.index($0, $1) }
        routes.get("/registration", manage) { try await registrations.ask($0, $1) }
        routes.post("/registration", manage, body: Registrations.body) {
            try await registrations.create($0, $1)
        }
        routes.get("/authorities", manage) { try await authorities.index($0, $1) }
        routes.post("/authorities", manage) { try await authorities.create($0, $1) }
        routes.post("/authorities/exchanges", manage) { try await authorities.exchange($0, $1) }
        routes.get("/:initiative", manage) { try await list.show($0, $1) }
        routes.get("/:initiative/about", manage) { try await list.about($0, $1) }
        routes.post("/:initiative/about", manage, body: Registrations.body) {
            try await list.setAbout($0, $1)
        }
        routes.get("/:initiative/period", manage) { try await list.period($0, $1) }
        routes.post("/:initiative/period", manage) { try await list.setPeriod($0, $1) }
        routes.get("/:initiative/steps/:step", manage) { try await list.step($0, $1) }
        routes.post("/:initiative/steps/:step", manage) { try await list.take($0, $1) }
        mountDossier(on: routes)
    }

    /// What belongs to one initiative, and who runs it.
    private func mountDossier(on routes: OfficeRoutes) {
        let texts = OfficeTexts(initiatives: self)
        let documents = OfficeDocuments(initiatives: self)
        let organisers = OfficeOrganisers(initiatives: self)
        let manage = Self.manage
        routes.get("/:initiative/texts/:language", manage) { try await texts.show($0, $1) }
        routes.post("/:initiative/texts/:language", manage, body: Registrations.body) {
            try await texts.change($0, $1)
        }
        routes.get("/:initiative/documents", manage) { try await documents.index($0, $1) }
        routes.post("/:initiative/documents", manage, body: OfficeDocuments.rules.bodyRules) {
            try await documents.create($0, $1)
        }
        routes.post("/:initiative/documents/removals", manage) {
            try await documents.remove($0, $1)
        }
        routes.get("/:initiative/organisers", manage) { try await organisers.index($0, $1) }
        routes.post("/:initiative/organisers", manage) { try await organisers.create($0, $1) }
        routes.post("/:initiative/organisers/withdrawals", manage) {
            try await organisers.withdraw($0, $1)
        }
    }

    /// What organisers do in one initiative: their right may be of it alone.
    func mountCampaign(on routes: ModuleRoutes) {
        let pages = Manage(initiatives: self)
        let own = routes.staff(Self.campaign, of: .initiative, named: "initiative")
        routes.fill(Manage.slot) { pages.fill($0, $1) }
        own.get("/:initiative/manage") { try await pages.show($0, $1) }
        own.post("/:initiative/manage", body: CampaignForm.body) {
            try await pages.change($0, $1)
        }
        own.post("/:initiative/manage/pictures", body: Manage.pictureRules.bodyRules) {
            try await pages.setPicture($0, $1)
        }
        own.post("/:initiative/manage/pictures/removals") { try await pages.removePicture($0, $1) }
    }
}
