extension Limits {
    // The texts of an initiative (Regulation (EU) 2019/788, Annex II), in characters; but in the title, spaces
    // do not count.
    package static let initiativeTitleCharacters = 100
    package static let initiativeObjectivesCharacters = 1100
    package static let initiativeAnnexCharacters = 5000
    /// How much longer a translation may be than what it translates, in per cent of it.
    package static let translationPercent = 150
    /// Of a collection, with every extension that the law has ever given.
    package static let collectionMonths = 24

    // What belongs to an initiative.
    package static let categoriesPerInitiative = 3
    package static let organisersPerInitiative = 30
    /// Of the authority of one member state, in one space.
    package static let keysPerState = 30
    package static let documentsPerInitiative = 20
    package static let documentBytes = 5 * 1024 * 1024
    package static let networksPerInitiative = 10
    package static let changesShown = 200
    /// What organisers say to whoever has signed, and with which words people pass it on.
    package static let thanksCharacters = 500
    package static let shareTextCharacters = 200
    /// Of the same as an address says it: three bytes for each byte that is no plain letter.
    package static let shareTextEncodedBytes = 1200
    package static let alternativeCharacters = 200
}
