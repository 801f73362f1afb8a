import FoundationEssentials
import Testing

@testable import Initiatives

/// Goal: what a browser seals is read by an authority as what the server would have sealed.
///
/// Method: the plaintexts of `Tests/Vectors/sealing.json`, which `Public/js/seal.js` makes byte by
/// byte.
@Suite("What sealed statements contain")
struct SealedContentTests {
    @Test("a browser's plaintext is the contents of a statement")
    func contents() throws {
        for vector in try Vectors.sealing().vectors {
            let plaintext = Data(vector.plaintext.utf8)

            let read = try JSONDecoder().decode(StatementContent.self, from: plaintext)

            #expect(read == vector.content, "\(vector.name)")
            #expect(plaintext.count.isMultiple(of: 128), "\(vector.name)")
        }
    }

    @Test("every member that a browser writes has a name here")
    func names() throws {
        let vectors = try Vectors.sealing().vectors

        for vector in vectors {
            let again = try JSONEncoder().encode(vector.content)
            let members = try JSONDecoder().decode([String: String].self, from: again)
            #expect(members == vector.members, "\(vector.name)")
        }
    }
}

struct SealedContentVectors: Decodable {
    struct Vector: Decodable {
        let name: String
        let plaintext: String
        let content: StatementContent
        /// The same contents, under the names that stand in the file.
        let members: [String: String]

        private enum CodingKeys: String, CodingKey {
            case name
            case plaintext
            case content
        }

        init(from decoder: any Decoder) throws {
            let vector = try decoder.container(keyedBy: CodingKeys.self)
            name = try vector.decode(String.self, forKey: .name)
            plaintext = try vector.decode(String.self, forKey: .plaintext)
            content = try vector.decode(StatementContent.self, forKey: .content)
            members = try vector.decode([String: String].self, forKey: .content)
        }
    }

    let vectors: [Vector]
}
