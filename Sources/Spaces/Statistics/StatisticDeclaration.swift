package import Kernel
package import Localization
package import Storage

/// A number about a space, or several of one kind, as a module tells it.
///
/// It is read from counters that move with their cause, in a bounded number of statements: nothing is counted
/// anew for a page.
package struct StatisticDeclaration: Sendable {
    /// One of its module, the same in every language.
    package let name: String
    package let title: MessageKey
    /// What is counted, and what is not, in a sentence or two.
    package let description: MessageKey
    /// In what it is counted, as a heading of numbers: `statements`.
    package let unit: MessageKey
    /// Whether its parts are shown in the order of what the reader calls them.
    private(set) var isByName = false
    private let reader: Reader

    private enum Reader: Sendable {
        case figure(@Sendable (inout Transaction) throws -> Int?)
        case series(
            @Sendable (ClosedRange<CivilDate>, inout Transaction) throws -> [CivilDate: Int]
        )
        case buckets(MessageKey, @Sendable (inout Transaction) throws -> [StatisticBucket])
    }

    private init(
        _ name: String,
        _ title: MessageKey,
        _ description: MessageKey,
        _ unit: MessageKey,
        _ reader: Reader
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.unit = unit
        self.reader = reader
    }

    /// One number; nil while nobody knows it.
    package static func figure(
        _ name: String,
        title: MessageKey,
        description: MessageKey,
        unit: MessageKey,
        read: @escaping @Sendable (inout Transaction) throws -> Int?
    ) -> StatisticDeclaration {
        StatisticDeclaration(name, title, description, unit, .figure(read))
    }

    /// A number for each day of a stretch; a day that is not given has none.
    ///
    /// It is asked for days that are over by the institution's clocks and by UTC: days of a zone that is behind
    /// both of them would still be going on.
    package static func series(
        _ name: String,
        title: MessageKey,
        description: MessageKey,
        unit: MessageKey,
        read:
            @escaping @Sendable (
                ClosedRange<CivilDate>, inout Transaction
            ) throws -> [CivilDate: Int]
    ) -> StatisticDeclaration {
        StatisticDeclaration(name, title, description, unit, .series(read))
    }

    /// A number for each of some codes, in the order in which they are shown, up to
    /// `Limits.statisticBuckets`; `label` says what they are of.
    ///
    /// `byName` is for codes without an order of their own: it is that of their names, in each language.
    package static func buckets(
        _ name: String,
        title: MessageKey,
        description: MessageKey,
        unit: MessageKey,
        by label: MessageKey,
        byName: Bool = false,
        read: @escaping @Sendable (inout Transaction) throws -> [StatisticBucket]
    ) -> StatisticDeclaration {
        var statistic = StatisticDeclaration(
            name,
            title,
            description,
            unit,
            .buckets(label, read)
        )
        statistic.isByName = byName
        return statistic
    }

    /// What it is in the space of the transaction; a series is of these days.
    package func value(
        on days: ClosedRange<CivilDate>,
        in transaction: inout Transaction
    ) throws -> StatisticValue {
        switch reader {
        case .figure(let read): return .figure(try read(&transaction))
        case .series(let read):
            let counts = try read(days, &transaction)
            let length = days.upperBound.daysSinceEpoch - days.lowerBound.daysSinceEpoch + 1
            return .series(
                (0..<length).map { offset in
                    let day = days.lowerBound.adding(days: offset)
                    return StatisticDay(day: day, count: counts[day, default: 0])
                }
            )
        case .buckets(let label, let read):
            let buckets = try read(&transaction)
            return .buckets(label, Array(buckets.prefix(Limits.statisticBuckets)))
        }
    }
}

/// What is told by one statistic.
package enum StatisticValue: Sendable, Hashable {
    case figure(Int?)
    /// Every day of a stretch, in order.
    case series([StatisticDay])
    /// What the codes are of, and the number of each.
    case buckets(MessageKey, [StatisticBucket])
}

/// The number of one day.
package struct StatisticDay: Sendable, Hashable {
    package let day: CivilDate
    package let count: Int
}

/// The number of one code.
package struct StatisticBucket: Sendable, Hashable {
    package let code: String
    /// What people call it.
    package let word: MessageKey
    package let count: Int

    package init(_ code: String, word: MessageKey, count: Int) {
        self.code = code
        self.word = word
        self.count = count
    }
}
