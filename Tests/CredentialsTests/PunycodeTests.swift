import Testing

@testable import Credentials

/// Goal: domains in every alphabet are the ones that the domain name system means.
///
/// Method: the samples of RFC 3492, section 7.1, both ways, and texts that nobody encoded.
@Suite("Punycode")
struct PunycodeTests {
    @Test(
        "the samples of the RFC are encoded and decoded",
        arguments: [
            ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"),
            ("pročprostěnemluvíčesky", "proprostnemluvesky-uyb24dma41a"),
            ("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"),
            ("なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"),
            ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
            ("tạisaohọkhôngthểchỉnóitiếngviệt", "tisaohkhngthchnitingvit-kjcr8268qyxafd2f1b9g"),
            ("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"), ("bücher", "bcher-kva"), ("ü", "tda"),
        ]
    )
    func samples(text: String, encoded: String) {
        let scalars = Array(NormalForm.canonical(text).unicodeScalars)

        #expect(Punycode.encode(scalars) == encoded)
        #expect(Punycode.decode(encoded) == scalars)
        #expect(Punycode.decode(encoded.uppercased()) == scalars)
    }

    @Test(
        "what no encoder made is not decoded",
        arguments: [
            "-", "bcher-kv", "bcher-kva!", "é", "99999999", "bcher kva",
            "a-9999999999999999999999999999999999999999999999999999999999999", "tdaü",
            String(repeating: "9", count: 64),
        ]
    )
    func garbage(encoded: String) {
        #expect(Punycode.decode(encoded) == nil)
    }
}
