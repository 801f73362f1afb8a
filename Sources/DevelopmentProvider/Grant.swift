/// Who somebody chose to be, and for which question.
struct Grant: Sendable {
    let citizen: Citizen
    let question: AuthorizationQuestion
    /// The institution's own provider: one of another institution does not know it.
    let issuer: String
}
