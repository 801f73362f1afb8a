import Testing

@testable import Credentials

/// Goal: domains in every alphabet are the ones that the domain name system means.
///
/// Method: the samples of RFC 3492, section 7.1, both ways, and texts that nobody encoded.
@Suite("International names")
struct InternationalNameTests {
    @Test(
        "the samples of the RFC are encoded and decoded",
        arguments: [
            ("ليهمابتكلموشعربي", "mgbcah9ar9a4efegftvvn"),
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
    func samples(text: String, encoded: String) throws {
        let name = NormalForm.canonical(text)

        #expect(try InternationalName.encode(name) == "xn--" + encoded)
        #expect(InternationalName.decode("xn--" + encoded) == name)
    }

    @Test(
        "what no encoder made is not decoded",
        arguments: [
            "xn---", "xn--bcher-kv", "xn--bcher-kva!", "xn--é", "xn--99999999", "xn--bcher kva",
            "xn--a-9999999999999999999999999999999999999999999999999999999", "xn--tdaü", "xn--abc-",
            "xn--" + String(repeating: "9", count: 64), "bücher", "bucher", "",
        ]
    )
    func garbage(encoded: String) {
        #expect(InternationalName.decode(encoded) == nil)
    }

    @Test("sharp s is a letter of its own, and a name can be too long")
    func limits() throws {
        #expect(try InternationalName.encode("faß") == "xn--fa-hia")
        #expect(throws: InternationalName.Flaw.tooLong) {
            try InternationalName.encode(String(repeating: "ü", count: 60))
        }
        #expect(throws: InternationalName.Flaw.malformed) { try InternationalName.encode("😀") }
    }
}
