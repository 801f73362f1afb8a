/// What may stand in a PDF that is passed on, by the names of ISO 32000.
enum DocumentRules {
    /// Of the trailer: everything else is made anew, or is about who wrote the file.
    static let trailerKeys: Set<String> = ["/Root", "/Size"]

    /// Of the catalogue: pages, how they are found and read aloud, and the fields of a form.
    static let catalogueKeys: Set<String> = [
        "/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Names", "/Dests",
        "/ViewerPreferences", "/PageLayout", "/PageMode", "/Outlines", "/AcroForm",
        "/StructTreeRoot", "/MarkInfo", "/Lang", "/OCProperties", "/OutputIntents",
    ]

    /// Wherever they stand: scripts, what happens by itself, files inside, and who, when, with what.
    static let forbiddenKeys: Set<String> = [
        // Scripts and what starts them.
        "/JS", "/JavaScript", "/OpenAction", "/AA", "/PA", "/XFA", "/Renditions",
        // Files inside, and contents from outside.
        "/EmbeddedFiles", "/EF", "/RF", "/AF", "/Collection", "/Ref", "/OPI",
        "/RichMediaContent", "/RichMediaSettings", "/3DD", "/Movie", "/Sound",
        // Metadata, signatures that no longer fit, and what programs note for themselves.
        "/Metadata", "/PieceInfo", "/LastModified", "/CreatorInfo", "/Perms", "/DSS", "/Legal",
        "/SpiderInfo", "/Requirements",
    ]

    /// Where an action may stand; the other places are taken out whole.
    static let actionKey = "/A"

    /// Actions that are taken out wherever they are found; elsewhere the same key is the kind of a
    /// paragraph or of a transition.
    static let dangerousActions: Set<String> = [
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition",
        "/RichMediaExecute", "/GoTo3DView", "/ResetForm",
    ]

    /// Of a note on a page: who wrote it, and when.
    static let authorKeys: Set<String> = ["/T", "/M", "/CreationDate", "/NM"]

    /// Links, fields of forms, and what belongs to a note.
    private static let plainAnnotations: Set<String> = [
        "/Link", "/Widget", "/Popup", "/Watermark",
    ]

    private static let notes: Set<String> = [
        "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
        "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Redact",
    ]

    static func isNote(_ subtype: String) -> Bool { notes.contains(subtype) }

    static func isAllowedAnnotation(_ subtype: String) -> Bool {
        notes.contains(subtype) || plainAnnotations.contains(subtype)
    }

    /// Addresses that a page of the web could hold as well.
    static func isAllowedAddress(_ address: String) -> Bool {
        let start = address.lowercased()
        return ["https://", "http://", "mailto:"].contains { start.hasPrefix($0) }
    }
}
