import Initiatives
import InitiativesCommands
package import Operation
import Petitions
import PetitionsCommands

/// The modules of this program: deleting one is deleting its folder, its element in `Package.swift`, and
/// its lines here.
package enum ModuleList {
    package static let all: [any OperableModule.Type] = [
        Initiatives.self,
        Petitions.self,
    ]
}
