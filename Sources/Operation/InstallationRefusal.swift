import ArgumentParser

/// Why an installation is not opened, and what to do about it.
///
/// Nothing has been written when one is thrown.
enum InstallationRefusal: Error {
    case nothingThere
    case secretGone
    case databaseGone
    case databaseEmpty
    case unfinished
    case foreign
    case orphanedJournal(path: String)
    case otherSecret
    case alreadyThere

    /// As a sentence for the operator; `place` is that of the database, `secret` that of its secret.
    func said(place: String, secret: String) -> ValidationError {
        ValidationError(text(place: place, secret: secret))
    }

    private func text(place: String, secret: String) -> String {
        switch self {
        case .nothingThere:
            """
            There is no installation here: neither the database \(place) nor the secret \(secret). \
            Is the volume mounted, is --data right? To begin one: parvis migrate --new. \
            To look at a demonstration: parvis seed demo.
            """
        case .secretGone:
            """
            There is no secret \(secret). If an installation is in the database \(place), put its \
            secret back from where you keep the copy, or set PARVIS_SECRET: with another one \
            nobody who has signed is recognised. If none is there yet: parvis migrate --new.
            """
        case .databaseGone:
            """
            There is no database \(place), or it is an empty file, but there is a secret \
            (\(secret)): so there was an installation. Is the volume mounted, is --data right? \
            Put the database back, from a backup if need be. \(Self.beginAnew)
            """
        case .databaseEmpty:
            """
            The database \(place) has no tables, but there is a secret (\(secret)). Is it the right \
            database? \(Self.beginAnew)
            """
        case .unfinished:
            """
            The database \(place) is half of a beginning or half of a copy. Copy again, or \
            begin again: parvis migrate --new.
            """
        case .foreign:
            "The database \(place) holds tables of something else. Give this program one of its own."
        case .orphanedJournal(let path):
            """
            There is no database \(place), but a journal of one: \(path). Put the database back \
            beside it, or move the journal away. Nothing was touched.
            """
        case .otherSecret:
            """
            The installation secret is not the one that this database was begun with. Every server \
            of an installation needs the same: copy \(secret) from the first one, or set \
            PARVIS_SECRET. If the database \(place) is the wrong one, name the right one.
            """
        case .alreadyThere:
            """
            There is an installation already: in the database \(place). Leave --new away; it is \
            for the first time only, so that a volume that is not mounted is noticed.
            """
        }
    }

    private static let beginAnew = """
        To begin anew with this secret and no rows: parvis migrate --new.
        """
}
