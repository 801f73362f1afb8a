import Jobs

/// What one run of the postman has done, in numbers.
struct PostRound {
    private var sent = 0
    private var postponed = 0
    private var ended = 0
    private var senderRefused: [Int: Int] = [:]

    mutating func note(_ delivery: Delivery?) {
        switch delivery {
        case .taken?: sent += 1
        case .later?, .unreachable?: postponed += 1
        case nil, .refused?, .noSuchAddress?: ended += 1
        case .senderRefused(let code)?:
            postponed += 1
            senderRefused[code, default: 0] += 1
        }
    }

    /// Whether no letter was tried yet.
    var isEmpty: Bool { sent + postponed + ended == 0 }

    /// Why no further letter would fare better.
    static func away(_ delivery: Delivery?) -> JobFailure? {
        guard case .unreachable(let trouble)? = delivery else { return nil }
        return JobFailure("mail could not be handed over: \(trouble)")
    }

    /// What an operator has to mend, though other letters went out.
    var failure: JobFailure? {
        guard let (code, _) = senderRefused.max(by: { $0.value < $1.value }) else { return nil }
        return JobFailure("the mail server refuses an institution's sender (\(code))")
    }

    var summary: String? {
        guard !isEmpty else { return nil }
        return "\(sent) sent, \(postponed) to be tried again, \(ended) given up"
    }
}
