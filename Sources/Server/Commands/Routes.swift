import ArgumentParser
import Kernel
import Modules
import Operation
import Spaces
import Storage
import Vault
import Web

/// `parvis routes`.
struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints every route: method, path, gate, permission, module."
    )

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let settings = try await flags.settings()
        // Routes are known without a database: an empty one, thrown away, stands in for it.
        let folder = try ScratchFolder()
        let database = try DatabaseAddress("sqlite:\(folder.path)/empty.sqlite")
            .open(settings: settings, vault: nil)
        let installation = try Installation(
            settings: settings,
            modules: ModuleList.all,
            database: database,
            secret: Random.system.bytes(Vault.secretBytes)
        )
        for route in installation.house.routes().routes.sorted(by: { $0.path < $1.path }) {
            let method = route.method.padding(to: 6)
            let gate = route.gate.name.padding(to: 7)
            let permission = route.gate.permission.padding(to: 20)
            Console.say(
                "\(method) \(route.path.padding(to: 52)) \(gate) \(permission) \(route.module)"
            )
        }
        try await database.close()
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
