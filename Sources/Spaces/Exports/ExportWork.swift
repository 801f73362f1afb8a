import Accounts
import Archives
import Files
import Kernel
import Localization
import Storage
import Work

/// Making the files of an export, as work that is queued for whoever may have them.
struct ExportWork: Sendable {
    /// What is known of the institution when the work is queued.
    struct Wish: Codable, Sendable {
        /// The zone by whose clocks the files are dated.
        let zone: String
    }

    private let module: String
    private let export: ExportDeclaration
    private let people: People
    private let packer: ExportPacker

    init(_ export: ExportDeclaration, of module: String, people: People, packer: ExportPacker) {
        self.export = export
        self.module = module
        self.people = people
        self.packer = packer
    }

    /// The name by which it is queued.
    static func name(of export: ExportDeclaration, of module: String) -> WorkName<Wish> {
        WorkName(module + ".exports." + export.name)
    }

    var kind: WorkKind {
        WorkKind(
            Self.name(of: export, of: module),
            title: export.title,
            permission: export.permission,
            isPersonal: export.isPersonal
        ) { wish, run in
            try await files(wish, run)
        }
    }

    /// Batch by batch; between two of them whoever waits hears how far it is.
    private func files(_ wish: Wish, _ run: WorkRun) async throws -> WorkResult {
        let begun = try await run.database.read(in: run.scope) { transaction in
            try begin(for: run.owner, in: &transaction)
        }
        guard let begun else { throw WorkFailure(run.t("office.data.refused.right")) }
        let zone = CivilZone(name: wish.zone) ?? .brussels
        let name = begun.slug + "-" + export.name + "-" + zone.date(at: run.scope.now).iso
        var file = ExportFile(of: export, named: name)
        var (place, done): (String?, Int) = (nil, 0)
        repeat {
            let last = place
            let batch = try await run.database.read(in: run.scope) { transaction in
                try export.batch(after: last, in: &transaction)
            }
            file.add(batch)
            guard file.table.count <= Limits.exportBytes else {
                throw WorkFailure(run.t("office.data.refused.tooLarge"))
            }
            done += batch.count
            place = batch.next
            try await run.report(done: done, of: max(done, begun.total))
        } while place != nil
        let now = run.scope.now
        let bytes = try await packer.archive(of: file.entries(at: now, run.t), at: now)
        guard !export.isPersonal || bytes.count <= Limits.exportSealedBytes else {
            throw WorkFailure(run.t("office.data.refused.tooLarge"))
        }
        return .file(MadeFile(name: name, kind: .zip, bytes: bytes))
    }

    /// What is known before the first batch.
    private struct Beginning: Sendable {
        /// Where the space is read.
        let slug: String
        /// About how many things there are.
        let total: Int
    }

    /// Nil for whoever may no longer have the table, or when the space is gone.
    private func begin(
        for owner: Member.ID,
        in transaction: inout Transaction
    ) throws -> Beginning? {
        let allowed = try people.staff(withAnyOf: [export.permission], in: &transaction)
        guard allowed.contains(owner),
            let place = try SpaceStore.place(of: transaction.space, in: &transaction),
            place.module == module
        else { return nil }
        return Beginning(slug: place.slug, total: try export.total(in: &transaction))
    }
}

/// Packs one file at a time, on a queue of its own: that takes seconds of a core.
actor ExportPacker {
    private let executor = QueueExecutor(label: "exports")

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    func archive(
        of entries: [ZipArchive.Entry],
        at now: Instant
    ) throws(ZipArchive.Failure) -> [UInt8] {
        try ZipArchive(entries, at: now).bytes
    }
}

extension Host {
    /// The exports of modules, as work that can be queued.
    func exports(of modules: [any SpaceModule]) -> [WorkKind] {
        let packer = ExportPacker()
        return modules.flatMap { module in
            let id = type(of: module).manifest.id
            return module.exports.map { export in
                ExportWork(export, of: id, people: people, packer: packer).kind
            }
        }
    }
}
