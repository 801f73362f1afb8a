/// Finds out, line by line, which statements of a delivery stand for a person, and what is wrong with the
/// others: a hostile client is found out exactly.
///
/// Of each person the first statement that fits their fingerprint is taken, whether it was counted or kept
/// beside one that does not fit. Pure: lines go in, in their order; what to write comes out.
package struct DeliveryCheck: Sendable {
    /// The numbers of lines, by what is wrong with them; of counted ones only.
    package private(set) var unreadable: [Int] = []
    /// With the state for which each was sealed.
    package private(set) var ofOtherStates: [(number: Int, state: String)] = []
    /// Readable statements of another person than the digest that came with them.
    package private(set) var wrongDigests: [Int] = []
    /// Of these, how many are of people of whom a statement was taken, or another one of these was seen.
    package private(set) var repeated: [Int] = []
    /// People whose statement was found behind one that does not fit.
    package private(set) var foundBeside = 0
    /// Further statements of people of whom one was taken, and of these the ones that say something else:
    /// by the line that was taken.
    ///
    /// A number alone, or a name with its birth and place, makes a fingerprint: whoever came first in
    /// somebody's name may have given other names or another street.
    package private(set) var further = 0
    package private(set) var others: [(opened: OpenedStatement, taken: Int)] = []
    /// What was kept beside and stands for nobody.
    package private(set) var uselessBeside = 0
    package private(set) var taken = 0
    private var people: Set<[UInt8]> = []
    /// Of whom a statement was taken that may not be theirs: what it says, in short, and its line.
    private var first: [[UInt8]: (content: Int, line: Int)] = [:]
    private var unproven: [(opened: OpenedStatement, person: [UInt8])] = []

    package init() {}

    /// Takes the next line; gives the statement that is to be verified, or nil.
    package mutating func add(_ line: OpenedLine) -> OpenedStatement? {
        switch line.finding {
        case .readable(let opened):
            return line.isAlternate ? leave() : take(opened)
        case .fits(let opened, let person):
            guard people.insert(person).inserted else {
                further += 1
                if let first = first[person], first.content != opened.content.hashValue {
                    others.append((opened, first.line))
                }
                return nil
            }
            first[person] = (opened.content.hashValue, opened.number)
            if line.isAlternate { foundBeside += 1 }
            return take(opened)
        case .ofAnother(let opened, let person):
            guard !line.isAlternate else { return leave() }
            wrongDigests.append(line.number)
            unproven.append((opened, person))
        case .ofOtherState(let state):
            guard !line.isAlternate else { return leave() }
            ofOtherStates.append((line.number, state))
        case .unreadable:
            guard !line.isAlternate else { return leave() }
            unreadable.append(line.number)
        }
        return nil
    }

    /// After the last line: statements under digests of others, one for each person of whom none was
    /// taken, for the authority to look at.
    package mutating func finish() -> [OpenedStatement] {
        var rest: [OpenedStatement] = []
        for (opened, person) in unproven {
            if people.insert(person).inserted {
                rest.append(opened)
            } else {
                repeated.append(opened.number)
            }
        }
        unproven = []
        return rest
    }

    private mutating func take(_ opened: OpenedStatement) -> OpenedStatement {
        taken += 1
        return opened
    }

    private mutating func leave() -> OpenedStatement? {
        uselessBeside += 1
        return nil
    }
}
