import Initiatives
import InitiativesCommands
import Operation

/// The modules of this program: deleting a module is deleting its folder, its targets, and its line.
enum ModuleList {
    static let all: [any OperableModule.Type] = [
        Initiatives.self
    ]
}
