import Hummingbird
import Kernel
package import Storage
package import Web

/// `/looks/…`: an institution's colours and pictures, each at an address that names its content.
package struct LookFiles: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func mount(on routes: RouteGroup<VisitorContext>) {
        routes.shared("/looks/:file") { try await show($0, $1) }
    }

    private func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let parts = try visitor.parameter("file").split(
            separator: ".",
            omittingEmptySubsequences: false
        ).map(String.init)
        guard parts.count == 2 else { throw PageError.notFound }
        return parts[1] == "css"
            ? try styleSheet(of: parts[0]) : try await picture(parts[0], parts[1], visitor)
    }

    /// Only colours can stand in it, because the address holds nothing else.
    private func styleSheet(of name: String) throws -> Reply {
        let colors = name.split(separator: "-", omittingEmptySubsequences: false).compactMap {
            Color($0)
        }
        guard colors.count == 2, colors.map(\.digits).joined(separator: "-") == name else {
            throw PageError.notFound
        }
        let accent = SiteLook.Accent(day: colors[0].digits, night: colors[1].digits)
        return .file(Array(accent.styleSheet.utf8), type: "text/css; charset=utf-8")
    }

    /// Another institution's picture is not there.
    private func picture(
        _ version: String,
        _ format: String,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        guard format == "png" || format == "jpeg" else { throw PageError.notFound }
        let bytes = try await database.read(in: visitor.scope) { transaction in
            try LookStore.bytes(of: version, format: format, in: &transaction)
        }
        guard let bytes else { throw PageError.notFound }
        return .file(bytes, type: "image/" + format)
    }
}
