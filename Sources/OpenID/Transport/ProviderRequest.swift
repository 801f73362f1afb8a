import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// One question to a provider.
struct ProviderRequest: Sendable {
    let address: ProviderAddress
    /// Nil for a question that only reads.
    var form: String?
    var authorization: String?
    var accepted = "application/json"

    var urlRequest: URLRequest {
        var request = URLRequest(url: address.url)
        request.setValue(accepted, forHTTPHeaderField: "Accept")
        if let authorization {
            request.setValue(authorization, forHTTPHeaderField: "Authorization")
        }
        if let form {
            request.httpMethod = "POST"
            request.httpBody = Data(form.utf8)
            request.setValue(
                "application/x-www-form-urlencoded",
                forHTTPHeaderField: "Content-Type"
            )
        }
        return request
    }
}
