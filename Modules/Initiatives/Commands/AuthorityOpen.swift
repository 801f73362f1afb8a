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
            var readable = 0
            var unreadable: [Int] = []
            let lines = LineFile(path: delivery + "/statements.jsonl")
            for (index, line) in lines.enumerated() {
                guard let opened = try opener.open(line, number: index + 1) else {
                    unreadable.append(index + 1)
                    continue
                }
                readable += 1
                try xmlFile.write(xml.element(opened))
                try csvFile.write(csv.row(opened))
            }
            try xmlFile.write(xml.tail(readable: readable, unreadable: unreadable))
            try xmlFile.finish()
            try csvFile.finish()
            report(manifest, readable: readable, unreadable: unreadable, name: name)
        }

        private func report(
            _ manifest: DeliveryManifest,
            readable: Int,
            unreadable: [Int],
            name: String
        ) {
            Console.say("\(manifest.registrationNumber), \(manifest.state): \(manifest.title)")
            Console.say("Opened \(readable) of \(manifest.statements) statements.")
            if !unreadable.isEmpty {
                let numbers = unreadable.prefix(20).map(String.init).joined(separator: ", ")
                Console.say("Sealed unreadably by their senders: \(numbers)")
            }
            if !manifest.isCollectionOver {
                Console.say(
                    "The collection was still open when this was delivered: more may follow."
                )
            }
            if signer == nil {
                Console.say("Signed by \(manifest.signer): compare it by telephone.")
            }
            Console.say("Written: \(name).xml, \(name).csv")
        }
    }
}

extension StatementsCSV.Separator: ExpressibleByArgument {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// What is wrong with a delivery, in a sentence.
enum DeliveryMessages {
    static func text(_ error: DeliveryError) -> String {
        switch error {
        case .notAManifest: "manifest.json is no manifest of a delivery. Nothing was written."
        case .unknownFormat(let format): "This program does not know the format \(format)."
        case .wrongSignature:
            "The signature does not belong to this manifest: it was altered. Nothing was written."
        case .unexpectedSigner: "Somebody else signed this delivery. Nothing was written."
        case .altered(let expected, let found):
            """
            The statements are not those that were signed for (\(expected) expected, \(found) found): \
            altered or cut. Nothing was written.
            """
        case .wrongState(let delivery, let key):
            "This delivery is for \(delivery), and the key for \(key). Nothing was written."
        case .wrongKey(let expected):
            "These statements need the private key \(expected), which was not given. Nothing was written."
        case .damagedLine(let number): "Line \(number) is no statement. Nothing was written."
        }
    }
}
