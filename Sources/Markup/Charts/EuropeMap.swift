/// Outlines of the member states, as `Seeds/europe-map.json` has them.
package struct EuropeMap: Sendable, Decodable {
    package struct State: Sendable, Decodable {
        /// The data of a path.
        let outline: String
        /// Where something about the state can be drawn.
        let label: [Int]
    }

    let width: Int
    let height: Int
    /// The neighbours of the Union, to recognise it by.
    let background: String
    /// By country code.
    let states: [String: State]
}
