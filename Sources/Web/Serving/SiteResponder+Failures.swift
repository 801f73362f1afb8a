import Hummingbird
import Kernel
import Logging
import Storage

/// What is said when a request cannot be answered, and what may be claimed of what it sent.
extension SiteResponder {
    func page(
        for error: any Error,
        _ record: WriteRecord,
        request: Request,
        context: SiteContext
    ) async -> Response {
        let reply: Reply
        if let error = error as? PageError, let visit = context.visit,
            let door = await SignInDoor(pages: errorPages.pages).reply(
                to: error,
                request,
                visit: visit
            )
        {
            reply = door
        } else if let error = error as? PageError {
            reply = errorPages.reply(to: error, visit: context.visit, reference: nil)
        } else {
            reply = fault(error, record, request: request, context: context)
        }
        return reply.response(from: request, context: context)
    }

    /// Logged once, here, with what leads to it and nothing that anybody typed.
    private func fault(
        _ error: any Error,
        _ record: WriteRecord,
        request: Request,
        context: SiteContext
    ) -> Reply {
        var metadata: Logger.Metadata = [
            "error": "\(ErrorText.of(error))", "method": "\(request.method.rawValue)",
            "route": "\(context.coreContext.endpointPath.value ?? "?")",
        ]
        if case .tenant(let site, let space) = context.visit?.place {
            metadata["tenant.id"] = "\(site.tenant.id)"
            metadata["module.id"] = "\(space?.module ?? "site")"
        }
        if let error = error as? StorageError, error.isPassing {
            context.logger.warning("the database is away", metadata: metadata)
            return interrupted(record, context)
        }
        if error is CancellationError {
            context.logger.warning("a request was cut by the server's stop", metadata: metadata)
            return interrupted(record, context)
        }
        // Whoever sends it has brought it about, and may as often as they like: no fault of ours.
        let isCut = error is ConnectionCut
        context.logger.log(
            level: isCut ? .debug : .error,
            isCut ? "a request was cut off" : "a request failed",
            metadata: metadata
        )
        return errorPages.fault(
            visit: context.visit,
            mayBeStored: record.mayHaveStored,
            reference: context.reference
        )
    }

    /// "Nothing was stored" only where that is proven.
    private func interrupted(_ record: WriteRecord, _ context: SiteContext) -> Reply {
        errorPages.reply(
            to: record.mayHaveStored ? .outcomeUnknown : .unavailable(seconds: 5),
            visit: context.visit,
            reference: context.reference
        )
    }
}
