package import HTTPTypes

extension SiteResponder {
    /// How many bytes a request may send, by its head alone: as its route declares.
    ///
    /// Nil for an address that takes nothing, or that is none.
    package func bodyBytes(of head: HTTPRequest) -> Int? {
        guard let (head, authority) = try? RequestTarget.read(head),
            let path = destinations.routePath(of: head, at: authority)
        else { return nil }
        let rules = bodyRules.value(at: path)
        // What is collected in memory is smaller than what is read as a stream.
        let carriesFiles =
            head.headerFields[.contentType]?.lowercased()
            .hasPrefix("multipart/form-data") == true
        return carriesFiles ? rules?.bytes : rules?.fieldBytes
    }
}
