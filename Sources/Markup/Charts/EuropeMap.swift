/// Where something can be drawn about each member state, as `Seeds/europe-map.json` has it.
///
/// The outlines stand in `Public/europe.svg`, each under the code of its state: a browser fetches them
/// once, and a page only names and colours them.
package struct EuropeMap: Sendable, Decodable {
    package struct State: Sendable, Decodable {
        let label: [Int]
    }

    /// The file of the outlines, below `Public/`.
    package static let outlines = "europe.svg"

    let width: Int
    let height: Int
    /// By country code.
    let states: [String: State]
}
