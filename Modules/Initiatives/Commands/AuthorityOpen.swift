import ArgumentParser
import FoundationEssentials
import Initiatives
import Operation
import Vault

extension AuthorityCommand {
    /// `parvis authority open`: needs no installation, no database and no network.
    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verifies and decrypts a delivery into XML and CSV.",
            discussion: """
                First everything is verified: signature, state, number and hash. Only then is
                anything written. docs/schema/statements-1.xsd describes the XML, which holds
                everything exactly as it was typed.

                The CSV is for spreadsheets. Where one would run or change a cell, an apostrophe
                stands in front of it, and behind a separator, line end or quotation mark inside
                it; take one away from each of these places to have the original.

                Once the collection is over the delivery brings the key with which each statement is
                compared with the fingerprint under which it was counted. Of each person the first one
                that fits is written. What is unreadable, sealed for another state, counted as
                somebody else or repeated is named by the number of its line; statements of people
                that stand only under somebody else's fingerprint are written to a file of their own.
                """
        )

        @Argument(help: "The folder of the delivery.")
        var delivery: String

        @Option(
            name: .customLong("key"),
            help: "A private key file; several after a change of keys."
        )
        var keys: [String]

        @Option(help: "The folder to write to.")
        var out = "."

        @Option(
            help: """
                What stands between the cells of the CSV (\(StatementsCSV.Separator.names)): \
                the list separator of your system; in most of Europe a semicolon.
                """
        )
        var separator = StatementsCSV.Separator.comma

        @Option(help: "A file whose first line is the passphrase; asked for without it.")
        var passphraseFile: String?

        @Option(help: "The signer's public key, as the collection told you (base 64).")
        var signer: String?

        func run() async throws {
            let passphrase = try Passphrase.read(file: passphraseFile, isNew: false)
            let files = try keys.map { try AuthorityKeyFile(bytes: Files.read($0)) }
            guard let state = files.first?.state, files.allSatisfy({ $0.state == state }) else {
                throw ValidationError("Give one key file, or several of the same state.")
            }
            let opener: DeliveryOpener
            do {
                opener = try DeliveryOpener(
                    manifest: Files.read(delivery + "/manifest.json"),
                    signature: Files.read(delivery + "/manifest.sig"),
                    signer: try signerBytes,
                    keys: try files.map { try $0.open(passphrase: passphrase) },
                    keyState: state
                )
                try opener.verify(LineFile(path: delivery + "/statements.jsonl"))
                try write(opener)
            } catch let error as DeliveryError {
                throw ValidationError(DeliveryMessages.text(error))
            }
        }

        private var signerBytes: [UInt8]? {
            get throws {
                guard let signer else { return nil }
                guard let data = Data(base64Encoded: signer), data.count == 32 else {
                    throw ValidationError("--signer must be 32 bytes in base 64.")
                }
                return Array(data)
            }
        }

        private func write(_ opener: DeliveryOpener) throws {
            let manifest = opener.manifest
            let name = "\(out)/\(manifest.initiative)-\(manifest.state)"
            try Files.makeFolder(out)
            let xml = StatementsXML(manifest: manifest)
            let csv = StatementsCSV(separator: separator)
            let xmlFile = try OutputFile(path: name + ".xml")
            let csvFile = try OutputFile(path: name + ".csv")
            try xmlFile.write(xml.head)
            try csvFile.write(csv.head)
            var check = DeliveryCheck()
            let lines = LineFile(path: delivery + "/statements.jsonl")
            for (index, line) in lines.enumerated() {
                let opened = try opener.open(line, number: index + 1)
                guard let statement = check.add(opened) else { continue }
                try xmlFile.write(xml.element(statement))
                try csvFile.write(csv.row(statement))
            }
            let unproven = check.finish()
            try xmlFile.write(xml.tail(check, isChecked: opener.isCheckable))
            try xmlFile.finish()
            try csvFile.finish()
            try write(unproven, csv, to: name + "-unproven.csv")
            try write(check.others.map(\.opened), csv, to: name + "-others.csv")
            let report = DeliveryReport(
                manifest: manifest,
                check: check,
                isChecked: opener.isCheckable,
                unproven: unproven.count
            )
            for line in report.lines { Console.say(line) }
            if signer == nil {
                Console.say("Signed by \(manifest.signer): compare it by telephone.")
            }
            let more = [(unproven.isEmpty, "unproven"), (check.others.isEmpty, "others")]
                .filter { !$0.0 }.map { ", \(name)-\($0.1).csv" }.joined()
            Console.say("Written: \(name).xml, \(name).csv\(more)")
        }

        /// What the authority has to look at, apart from what was counted as it should be.
        private func write(
            _ unproven: [OpenedStatement],
            _ csv: StatementsCSV,
            to path: String
        ) throws {
            guard !unproven.isEmpty else { return }
            let file = try OutputFile(path: path)
            try file.write(csv.head)
            for statement in unproven { try file.write(csv.row(statement)) }
            try file.finish()
        }
    }
}

extension StatementsCSV.Separator: ExpressibleByArgument {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
