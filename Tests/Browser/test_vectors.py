"""JavaScript's rules are those of Swift: both keep to `Tests/Vectors`, here in a real browser."""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "Tests" / "Vectors"
sys.path.insert(0, str(FOLDER))

VECTORS = """async () => {
    const read = async (path) => (await fetch(path)).json();
    const base = location.origin + "/Public/js/";
    const { runVectors } = await import("/Tests/Browser/js/vectors.js");
    const { runSealingVectors } = await import("/Tests/Browser/js/sealing-vectors.js");
    const { runWorkVectors } = await import("/Tests/Browser/js/work-vectors.js");
    return [
        ...await runVectors({
            base: base + "identity/",
            folding: await read("/Tests/Vectors/folding.json"),
            numbers: await read("/Tests/Vectors/numbers.json"),
            stdnum: await read("/Tests/Vectors/stdnum.json"),
            births: await read("/Tests/Vectors/births.json"),
            identity: await read("/Tests/Vectors/identity.json"),
            states: await read("/Seeds/member-states.json"),
        }),
        ...await runSealingVectors({ base, sealing: await read("/Tests/Vectors/sealing.json") }),
        ...await runWorkVectors({ base, ...await read("/Tests/Vectors/work.json") }),
    ];
}"""


def test_folding_numbers_identities_seals_and_works_agree(chromium, repository):
    page = chromium.new_page()
    page.goto(f"{repository}/Public/favicon.svg")
    assert page.evaluate(VECTORS) == []
    page.close()


def test_the_sealing_vectors_are_those_that_the_oracle_makes():
    """Nobody has changed the file by hand, and the oracle still keeps to RFC 9180."""
    import generate_sealing

    generate_sealing.check_against_rfc()
    written = json.loads((FOLDER / "sealing.json").read_text("utf-8"))
    assert written["vectors"] == generate_sealing.vectors()


def test_the_vectors_of_works_are_those_that_the_oracle_finds():
    import generate_work

    written = json.loads((FOLDER / "work.json").read_text("ascii"))
    assert written["vectors"] == generate_work.vectors()


def test_the_vectors_of_rules_are_those_that_the_oracles_make():
    """Our own oracle, and the numbers that python-stdnum knows."""
    import generate
    import generate_stdnum

    # Not those of folding: they hold for the Unicode of the Python that made them.
    sections = {"numbers": generate.numbers, "births": generate.births,
                "identity": generate.identity}
    for name, made in sections.items():
        written = json.loads((FOLDER / f"{name}.json").read_text("ascii"))
        assert written == json.loads(json.dumps(made())), name
    assert (FOLDER / "stdnum.json").read_text("ascii") == generate_stdnum.content()


def test_people_can_live_in_every_country_of_iso_3166_and_in_kosovo():
    """The Publications Office's list is that of ISO 3166-1 and `XK`."""
    import pycountry

    expected = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    folder = ROOT / "Sources" / "Localization" / "Locales" / "countries"
    for catalogue in folder.glob("*.json"):
        names = json.loads(catalogue.read_text("utf-8"))
        assert set(names) == {f"country.{code}" for code in expected}, catalogue.name
    codes = ROOT / "Modules" / "Initiatives" / "Sources" / "Model" / "CountryCodes.swift"
    assert set(re.findall(r"\b[A-Z]{2}\b", codes.read_text("utf-8").split('"""')[1])) == expected
