package import HTTPTypes

extension SiteResponder {
    /// How many bytes a request may send, by its head alone: as its route declares.
    ///
    /// Nil for an address that takes nothing, or that is none.
    package func bodyBytes(of head: HTTPRequest) -> Int? {
        guard let (head, authority) = try? RequestTarget.read(head),
            let destination = try? destinations.find(head, at: authority)
        else { return nil }
        return bodyRules.value(at: destination.address.routePath)?.bytes
    }
}
