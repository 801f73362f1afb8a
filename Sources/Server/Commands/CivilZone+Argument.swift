import ArgumentParser
import Kernel

/// A time zone of the Union, by its name in the time zone database.
extension CivilZone: ExpressibleByArgument {
    package init?(argument: String) { self.init(name: argument) }

    package var defaultValueDescription: String { name }
    package static var allValueStrings: [String] { all.map(\.name) }
}
