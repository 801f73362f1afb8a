/// What a write costs whoever sends many from one network, and from where on the institution hears of it.
///
/// People share networks: a family has one address, a school of five hundred has one, and behind an address
/// of a mobile operator there can be thousands. So nobody is refused: what goes beyond costs a moment of
/// the sender's machine, or of the sender's time.
extension Limits {
    /// What one network may send at once before each costs something.
    ///
    /// Two classes of a school, or a family for weeks. A third of it comes back every hour.
    package static let freeWrites = 60
    /// How much more the network has in which it lies (/24, /48): many customers of one operator.
    package static let wideShare = 8
    /// So many networks are counted at once; with more, counting starts anew.
    package static let pricedNetworks = 200_000
    /// How long a key lives under which networks are counted: longer than what it counts comes back in.
    package static let pricedMilliseconds = Instant.millisecondsPerDay

    /// The highest price, which comes after some hundred writes beyond: a minute of a phone, or of waiting.
    package static let highestPrice = 7
    /// Leading zeros of each part of a work, at the lowest price and at the highest.
    ///
    /// At the highest it takes 131,072 hashes of 64 KiB: about six seconds of a desk's machine, twenty of a
    /// usual phone, over a minute of a slow one. They are computed while the form is filled in.
    package static let workBits = 8...14
    /// In so many parts, so that nobody is unlucky: the time is always about the same.
    package static let workParts = 8
    /// What one hash is over: long enough that the browser's own hash, as fast as anybody's, does the work.
    package static let workBytes = 64 * 1024
    /// How long a price that was named holds.
    package static let priceMilliseconds = Instant.millisecondsPerHour
    /// The longest that one write has to wait without JavaScript.
    package static let longestWait = Duration.seconds(60)
    /// How far ahead turns of one network are given.
    package static let waitingQueue = Duration.seconds(900)
    /// How long somebody who has waited may press the button.
    package static let turnMilliseconds: Int64 = 900_000
    /// Sendings that are remembered as paid, for as long as their price could be used again.
    package static let paidSendings = 100_000
    // Anomalies: what came in a stream.
    /// So many times the budget of a network beyond it: more than a school.
    package static let watchedExcess = 7
    /// So many of one state in one second from one /24 or /48, as a part of the budget.
    package static let watchedRush = 3
    /// How long after such a second what comes is looked at.
    package static let rushMilliseconds: Int64 = 60_000
    /// Between two of a row of such writes; people who follow one another leave more.
    package static let runMilliseconds: Int64 = 10_000
    /// So many times the budget in a row from one network, of one state and one length.
    package static let watchedRun = 4
    /// Of one item, on a page.
    package static let ledgerAnomaliesShown = 200
    package static let reasonCharacters = 500

    package static let challengeBytes = 120
    package static let workTextBytes = 120
}
