import FoundationEssentials

/// What a provider answered, whole.
struct ProviderAnswer: Sendable {
    let status: Int
    /// Without parameters, in lower case.
    let mediaType: String
    let body: Data

    /// The body of a success as JSON.
    ///
    /// A provider that redirects or is out of order could not be reached.
    func decoded<Value: Decodable>(as: Value.Type) throws(OpenIDFailure) -> Value {
        try checkReached()
        guard status == 200, let value = try? JSONDecoder().decode(Value.self, from: body) else {
            throw .malformedAnswer
        }
        return value
    }

    /// Throws `providerUnreachable` for what no provider in order would answer.
    func checkReached() throws(OpenIDFailure) {
        guard status < 500, !(300..<400).contains(status), status != 429 else {
            throw .providerUnreachable
        }
    }
}
