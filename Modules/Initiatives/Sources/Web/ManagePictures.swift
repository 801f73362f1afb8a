import Files
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// The two pictures that organisers can send.
enum CampaignPicture: String, CaseIterable, Sendable {
    case logo
    case picture

    var kind: Subject.Kind { self == .logo ? .initiativeLogo : .initiativePicture }
}

/// `/:initiative/manage/pictures`: a logo and a picture, that act at once.
extension Manage {
    static let pictureRules = FileRules(kinds: [.png, .jpeg], bytes: Limits.pictureBytes)

    func setPicture(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let received = try await initiatives.host.uploads.receive(
            request,
            staff.sender,
            Dictionary(
                uniqueKeysWithValues: CampaignPicture.allCases.map {
                    ($0.rawValue, Self.pictureRules)
                }
            )
        )
        let data = received.fields
        let details = try await initiatives.details(for: visitor)
        guard let which = CampaignPicture(rawValue: data["which"]) else {
            throw PageError.malformed
        }
        var typed = Typed()
        var file: StoredFile?
        switch received.file(which.rawValue) {
        case .success(let stored): file = stored
        case .failure(let refusal):
            typed.refuse(which.rawValue, refusal.text(Self.pictureRules, t))
        case nil: typed.refuse(which.rawValue, t("initiatives.office.document.refused.file"))
        }
        let alt = String(data[which.rawValue + "-alt"].prefix(Limits.alternativeCharacters))
        guard let file, typed.isFine else {
            let form = CampaignForm(details.initiative)
            return page(details, form, typed, alternatives: [which: alt], staff)
        }
        let outcome = try await keep(
            file,
            as: which,
            alt,
            details.initiative,
            Int(data["revision"]) ?? -1,
            staff
        )
        if case .failure(let refusal) = outcome {
            typed.refuse(which.rawValue, try InitiativeOffice.problem(refusal, t))
            let form = CampaignForm(details.initiative)
            return page(
                details,
                form,
                typed,
                pictures: [which: file],
                alternatives: [which: alt],
                staff
            )
        }
        return .redirect(to: path(details.initiative, visitor).with("done", "picture"))
    }

    /// The new one takes the place of the old one, which goes.
    private func keep(
        _ file: StoredFile,
        as which: CampaignPicture,
        _ alt: String,
        _ initiative: Initiative,
        _ revision: Int,
        _ staff: StaffContext
    ) async throws -> Result<Void, Initiatives.EditRefusal> {
        let (uploads, id) = (initiatives.host.uploads, initiative.id)
        return try await initiatives.edit(id, expecting: revision, in: staff.scope) {
            let subject = $1.scope.subject(which.kind, id.text)
            try Uploads.removeFiles(of: subject, in: &$1)
            guard try uploads.give(file.id, to: subject, in: &$1) else {
                throw Initiatives.EditRefusal.fileGone
            }
            switch which {
            case .logo:
                $0.presentation.logo = .init(path: "", alt: alt, file: file.id.text)
            case .picture:
                $0.dossier.campaign.picture = .init(
                    file: file.id.text,
                    alt: alt,
                    width: file.size?.width ?? 0,
                    height: file.size?.height ?? 0
                )
            }
        }
    }

    func removePicture(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let details = try await initiatives.details(for: staff.visitor)
        guard let which = CampaignPicture(rawValue: data["which"]) else {
            throw PageError.malformed
        }
        let id = details.initiative.id
        let outcome = try await initiatives.edit(
            id,
            expecting: Int(data["revision"]) ?? -1,
            in: staff.scope
        ) {
            try Uploads.removeFiles(of: $1.scope.subject(which.kind, id.text), in: &$1)
            switch which {
            case .logo: $0.presentation.logo = nil
            case .picture: $0.dossier.campaign.picture = nil
            }
        }
        guard case .success = outcome else {
            var typed = Typed()
            typed.refuse(which.rawValue, staff.visitor.t("initiatives.office.refused.changed"))
            return page(details, CampaignForm(details.initiative), typed, staff)
        }
        return .redirect(to: path(details.initiative, staff.visitor).with("done", "removed"))
    }
}
