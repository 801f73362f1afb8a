package import Kernel
package import Localization

/// A day, in words and for machines.
package struct Day: Component {
    private let date: CivilDate
    private let t: Translator

    package init(_ date: CivilDate, _ t: Translator) {
        self.date = date
        self.t = t
    }

    package var html: HTML {
        """
        <time datetime="\(date.iso)">\(t.date(date))</time>
        """
    }
}
