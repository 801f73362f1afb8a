"""From a browser to the authority that alone can read: the whole way, with the program itself."""

import codecs
import csv
import io
import re
import subprocess
import urllib.parse

import pytest

from conftest import PROGRAM, ROOT
from people import OPEN, isikukood, residence

PASSPHRASE = "demonstration"


def parvis(*arguments):
    subprocess.run([PROGRAM, *arguments], cwd=ROOT, check=True, timeout=120, capture_output=True)


def read_by_authority(site, country, folder):
    """What the authority of a state finds in a delivery, as rows of its table."""
    (folder / "passphrase").write_text(PASSPHRASE + "\n")
    parvis("initiative", "deliver", "--data", site.data, "--tenant", "eci", OPEN,
           "--country", country, "--out", folder)
    parvis("authority", "open", folder / f"{OPEN}-{country}",
           "--key", site.data / "demo-authorities" / f"{country}.parvis-key",
           "--passphrase-file", folder / "passphrase", "--out", folder / "opened")
    table, = (folder / "opened").rglob("*.csv")
    assert table.read_bytes().startswith(codecs.BOM_UTF8)
    rows = csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline=""))
    return [[original(cell) for cell in row] for row in rows]


def original(cell):
    """A cell without the apostrophes that keep spreadsheets from running or changing it."""
    return re.sub("(^|[,;\t|\r\n\v\f\x85\u2028\u2029\"])'", r"\1", cell)


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_the_authority_reads_what_was_typed(visit, site, tmp_path, javascript):
    """Ülle's browser seals, or the server does; her authority sees no difference."""
    family, number = ("Õnnepalu", isikukood()) if javascript else ("Šõštakovitš", isikukood())
    ulle = visit(javascript=javascript).open_initiative("EE")
    ulle.type(first_names="  Ülle Žanna ", family_names=family, number=number, certify=True)
    ulle.send().is_thanked()

    rows = [row for row in read_by_authority(site, "EE", tmp_path) if number in row]

    assert len(rows) == 1
    assert {"Ülle Žanna", family, "isikukood"} <= set(rows[0])


def test_the_authority_of_greece_reads_greek(visit, site, tmp_path):
    giorgos = visit().open_initiative("GR")
    giorgos.type(**residence(
        "Γεώργιος", "Παπαδόπουλος", "GR", street="Οδός Ερμού", postal_code="105 57",
        city="Αθήνα"))
    giorgos.send().is_thanked()

    rows = [row for row in read_by_authority(site, "GR", tmp_path) if "Παπαδόπουλος" in row]

    assert len(rows) == 1
    assert {"Γεώργιος", "Οδός Ερμού", "105 57", "Αθήνα", "1985-03-27"} <= set(rows[0])


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_the_authority_reads_one_name_and_what_is_known_of_a_birth(
        visit, site, tmp_path, javascript):
    """And the XML keeps to its schema."""
    name = "Mahendra" if javascript else "Sujatmi"
    person = visit(javascript=javascript).open_initiative("NL")
    person.type(**residence("", name, "XK", birth_day="00", birth_month="3", postal_code="",
                            city="Prishtinë")).send()
    person.page.locator("#error-summary").wait_for()
    person.type(insist=True).send().is_thanked()

    rows = [row for row in read_by_authority(site, "NL", tmp_path) if name in row]

    assert len(rows) == 1
    assert {"", "XK", "Prishtinë", "1985-03-00"} <= set(rows[0])
    xml, = (tmp_path / "opened").rglob("*.xml")
    schema = ROOT / "docs" / "schema" / "statements-1.xsd"
    subprocess.run(["xmllint", "--noout", "--schema", schema, xml], check=True, timeout=60)
    assert "<dateOfBirth>1985-03-00</dateOfBirth>" in xml.read_text("utf-8")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_the_server_keeps_nothing_of_what_was_typed(visit, site, javascript):
    """Not in the database, its journal, or the log; nor what was typed wrongly before."""
    name, wrong = ("Wilhelmiina", "Xaveria") if javascript else ("Yolandine", "Quirinia")
    person = visit(javascript=javascript).open_initiative("NL")
    person.type(**residence(wrong, f"{name}sson", "NL", birth_day="31", birth_month="2",
                            street=f"{name}straat", city=f"{name}stad")).send()
    person.page.locator("#error-summary").wait_for()
    person.type(first_names=name, birth_day="27", birth_month="3").send().is_thanked()

    files = [file for file in site.data.rglob("*") if file.is_file()] + [site.log]
    assert any(file.suffix == ".sqlite" for file in files)
    for file in files:
        contents = file.read_bytes()
        for word in (name, wrong, urllib.parse.quote(name)):
            for encoding in ("utf-8", "utf-16-le"):
                assert word.encode(encoding) not in contents, file
