import Initiatives
import Spaces

/// The modules of this program: deleting a module is deleting its folder, its target, and its line.
enum ModuleList {
    static let all: [any SpaceModule.Type] = [
        Initiatives.self
    ]
}
