/// A calm mark made from a number: one of the houses around the square.
///
/// The same number always gives the same house: roof, front and colour follow from it, and numbers
/// that follow each other differ in both roof and colour. It says nothing, so it is passed over when
/// the page is read aloud.
package struct HouseMark: Component {
    /// Gable, dome, steps, tower, mansard, two gables.
    private static let roofs: [HTML] = [
        "M13 20 32 7l19 13z", "M16 20a16 13 0 0 1 32 0z",
        "M16 20v-5h6v-5h6V5h8v5h6v5h6v5z", "M16 20v-4h11V5h10v11h11v4z",
        "M14 20l5-11h26l5 11z", "M14 20l9-11 9 11 9-11 9 11z",
    ]

    /// One door, three arches, a great arch, columns, windows and a door, rows of windows.
    private static let fronts: [HTML] = [
        "M27 42V32a5 5 0 0 1 10 0v10z",
        "M20 42V31a3 3 0 0 1 6 0v11zM29 42V31a3 3 0 0 1 6 0v11zM38 42V31a3 3 0 0 1 6 0v11z",
        "M22 42V35a10 10 0 0 1 20 0v7z",
        "M20 25h3v17h-3zM27 25h3v17h-3zM34 25h3v17h-3zM41 25h3v17h-3z",
        "M21 24h5v6h-5zM38 24h5v6h-5zM29.5 24h5v6h-5zM28 42V35h8v7z",
        "M20 24h24v3H20zM20 30h24v3H20zM29 37h6v5h-6z",
    ]

    private static let tones = 5

    private let number: Int

    package init(number: Int) {
        self.number = abs(number)
    }

    package var html: HTML {
        """
        <svg class="mark mark-\(number % Self.tones)" viewBox="0 0 64 48" aria-hidden="true" \
        focusable="false"><path class="mark-sky" d="M0 0h64v48H0z"/>\
        <path class="mark-wall" d="M16 20h32v22H16z"/><path class="mark-roof" \
        d="\(Self.roofs[number % 6])M8 42h48v2H8z"/><path class="mark-door" \
        d="\(Self.fronts[number / 6 % 6])"/></svg>
        """
    }
}
