"""JavaScript's rules are those of Swift: both keep to `Tests/Vectors`, here in a real browser."""

VECTORS = """async () => {
    const read = async (path) => (await fetch(path)).json();
    const base = location.origin + "/Public/js/";
    const { runVectors } = await import("/Tests/Browser/js/vectors.js");
    const { runSealingVectors } = await import("/Tests/Browser/js/sealing-vectors.js");
    return [
        ...await runVectors({
            base: base + "identity/",
            folding: await read("/Tests/Vectors/folding.json"),
            numbers: await read("/Tests/Vectors/numbers.json"),
            identity: await read("/Tests/Vectors/identity.json"),
            states: await read("/Seeds/member-states.json"),
        }),
        ...await runSealingVectors({ base, sealing: await read("/Tests/Vectors/sealing.json") }),
    ];
}"""


def test_folding_numbers_identities_and_seals_agree(chromium, repository):
    page = chromium.new_page()
    page.goto(f"{repository}/Public/favicon.svg")
    assert page.evaluate(VECTORS) == []
    page.close()


def test_the_sealing_vectors_are_those_that_the_oracle_makes():
    """Nobody has changed the file by hand, and the oracle still keeps to RFC 9180."""
    import json
    import pathlib
    import sys

    folder = pathlib.Path(__file__).resolve().parents[1] / "Vectors"
    sys.path.insert(0, str(folder))
    import generate_sealing

    generate_sealing.check_against_rfc()
    written = json.loads((folder / "sealing.json").read_text("utf-8"))
    assert written["vectors"] == generate_sealing.vectors()
