import Kernel

/// How many letters are on their way at once.
///
/// It begins with one, and each answer of the mail server opens another lane: so a server that is away is
/// asked by one letter. A connection that fails halves the lanes for the rest of the run, because servers
/// bound how many connections they take; when the only one fails, the server is away.
struct PostLanes: Sendable {
    private var bound: Int
    private var open = 1
    private var underway = 0
    private var stage = 0

    init(_ bound: Int = Limits.mailLanes) { self.bound = bound }

    var isFree: Bool { underway < open }

    /// Whether nothing is on its way.
    var isIdle: Bool { underway == 0 }

    /// Gives the stage in which the letter leaves.
    mutating func begin() -> Int {
        underway += 1
        return stage
    }

    /// A letter of that stage has its answer, or needed none; false when the mail server is away.
    mutating func end(_ delivery: Delivery?, of stage: Int) -> Bool {
        underway -= 1
        switch delivery {
        case nil: return true
        case .unreachable?:
            // Those that left together fail together, and count once.
            guard stage == self.stage else { return true }
            guard open > 1 else { return false }
            bound = open / 2
            open = bound
            self.stage += 1
        default: open = min(open + 1, bound)
        }
        return true
    }
}
