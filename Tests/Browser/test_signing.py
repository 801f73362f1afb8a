"""How people sign: with and without JavaScript, well and badly, once and twice."""

import datetime
import sqlite3
import urllib.parse

import pytest
from playwright.sync_api import expect

from people import CLOSED, OPEN, PHONE, UPCOMING, isikukood, residence


def stored(site):
    """How many statements count, and how many are kept beside one of the same person."""
    with sqlite3.connect(f"file:{site.data}/parvis.sqlite?mode=ro", uri=True) as database:
        return database.execute(
            "SELECT entry_count, alternate_count FROM ledger_item WHERE id = ?", (OPEN,)).fetchone()


def this_year():
    return datetime.date.today().year


def test_ada_signs_and_nothing_readable_leaves_her_browser(visit):
    """Ada, a citizen of Estonia, signs with the keyboard only; her browser seals."""
    number = isikukood()
    ada = visit().open_initiative("EE")
    keyboard = ada.page.keyboard

    ada.field("first-names").focus()
    keyboard.type("Ada Augusta")
    keyboard.press("Tab")
    keyboard.type("Tammsaare")
    keyboard.press("Tab")
    assert ada.focus() == "field-number"
    keyboard.type(number)
    keyboard.press("Tab")
    keyboard.press("Space")
    ada.picture("sign-number-en")
    keyboard.press("Enter")

    receipt = ada.is_thanked()
    ada.picture("thanks-en")
    assert len(receipt.replace("-", "")) == 26

    posted = [request for request in ada.sent if request.method == "POST"]
    assert len(posted) == 1
    body = dict(urllib.parse.parse_qsl(posted[0].post_data, strict_parsing=True))
    assert sorted(body) == ["attempt", "form", "identity", "sealed", "state"]
    assert body["state"] == "EE"
    for request in ada.sent:
        text = urllib.parse.unquote_plus(f"{request.url} {request.post_data or ''}")
        for secret in ("Ada", "Augusta", "Tammsaare", number, number[-6:]):
            assert secret not in text
    assert ada.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert ada.context.cookies() == []


def test_ada_signs_with_the_keyboard_only(visit):
    """From the top of the page to the thanks, without touching a mouse."""
    number = isikukood()
    ada = visit().open("initiatives/2025-000002")
    keyboard = ada.page.keyboard

    keyboard.press("Tab")
    assert ada.page.locator("a.skip:focus").is_visible()
    keyboard.press("Enter")
    assert ada.focus() == "main"
    ada.tab_to("field-nationality")
    keyboard.type("Est")
    ada.page.locator("#statement").wait_for()
    assert ada.page.locator("#field-nationality").input_value() == "EE"

    for field, text in [("first-names", "Ada"), ("family-names", "Kivi"), ("number", number)]:
        ada.tab_to(f"field-{field}")
        keyboard.type(text)
    ada.tab_to("field-certify")
    keyboard.press("Space")
    ada.tab_to("submit")
    keyboard.press("Enter")

    ada.is_thanked()
    ada.tab_to("share-address")


def test_ada_checks_her_receipt(visit):
    ada = visit().open_initiative("EE")
    ada.type(first_names="Ada", family_names="Kask", number=isikukood(), certify=True)
    receipt = ada.send().is_thanked()

    ada.page.locator("main section a").first.click()
    ada.sees("Received on")

    ada.open("initiatives/2025-000002/receipts")
    ada.page.locator("#field-receipt").fill(receipt.lower())
    ada.page.locator("main form .button").click()
    ada.sees("Received on")


def test_nothing_is_left_in_the_form_for_whoever_comes_after_ada(visit):
    ada = visit().open_initiative("EE")
    ada.type(first_names="Ada", family_names="Mets", number=isikukood(), certify=True)
    ada.send().is_thanked()

    ada.page.go_back()

    ada.page.locator("#statement").wait_for()
    left = ada.typed()
    assert (left["first-names"], left["family-names"], left["number"]) == ("", "", "")
    assert ada.page.locator("#submit").is_enabled()


def test_jan_signs_on_a_small_phone_without_javascript(visit):
    """Jan, a citizen of the Netherlands; every page fits into 320 pixels."""
    jan = visit(javascript=False, screen=PHONE).open_initiative()
    assert not jan.scrolls_sideways()

    jan.page.locator("#field-nationality").select_option("NL")
    jan.page.locator("#nationality button").click()
    jan.type(**residence("Jan", "de Vries", "NL"))
    assert not jan.scrolls_sideways()
    jan.picture("sign-residence-320")
    jan.send()

    jan.is_thanked()
    assert not jan.scrolls_sideways()
    jan.picture("thanks-320")


FLAWS = {
    "no X25519": "SubtleCrypto.prototype.generateKey = () => Promise.reject(new Error('no'));",
    "no exchange": "SubtleCrypto.prototype.deriveBits = () => Promise.reject(new Error('no'));",
    "no encryption": "SubtleCrypto.prototype.encrypt = () => { throw new Error('no'); };",
    "no digest": "SubtleCrypto.prototype.digest = () => Promise.reject(new Error('no'));",
    "no WebCrypto": "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });",
    "no module": None,
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_what_cannot_be_sealed_is_not_sent_before_ilse_chooses(visit, flaw):
    """Ilse has JavaScript, and a browser that cannot encrypt; it says so, and sends nothing."""
    ilse = visit()
    if FLAWS[flaw]:
        ilse.page.add_init_script(FLAWS[flaw])
    else:
        ilse.page.route("**/js/sign/form.js", lambda route: route.abort())
    # Each of them is somebody else: nobody signs twice.
    name = f"Ilse {'ABCDEF'[list(FLAWS).index(flaw)]}"
    ilse.open_initiative("NL").type(**residence(name, "Bakker", "NL"))
    typed = ilse.typed()
    ilse.send()

    offer = ilse.page.locator("#sign-unsealed")
    offer.wait_for()
    assert not [request for request in ilse.sent if request.method == "POST"]
    assert ilse.focus() == "sign-unsealed" and ilse.typed() == typed
    assert ilse.page.locator("#submit").is_enabled()
    ilse.picture("unsealed-en")

    # Pressing again tries again, and there is still one offer.
    ilse.send()
    ilse.page.wait_for_function("!document.getElementById('submit').disabled")
    offer.wait_for()
    assert not [request for request in ilse.sent if request.method == "POST"]

    offer.get_by_role("button").click()
    ilse.is_thanked()
    posted, = [request for request in ilse.sent if request.method == "POST"]
    assert "sealed" not in dict(urllib.parse.parse_qsl(posted.post_data))
    ilse.complaints = [c for c in ilse.complaints if "ERR_FAILED" not in c]


def test_whoever_has_no_javascript_is_told_who_encrypts(visit):
    paul = visit(javascript=False).open_initiative("NL")
    assert "this site reads your form, and encrypts it as soon as it arrives" in paul.page.locator("noscript").inner_text()
    with_script = visit().open_initiative("NL")
    assert not with_script.page.locator("noscript").is_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_marie_makes_every_mistake_and_loses_nothing(visit, javascript):
    """Marie, a citizen of France, in French."""
    name, family = ("js", "L’Hôpital-Durand") if javascript else ("no-js", "Œuvrard")
    marie = visit(language="fr", javascript=javascript).open_initiative("FR")

    marie.send()
    # The rules are fetched when somebody begins.
    marie.page.locator("#error-summary").wait_for()
    fields = [field for field, text in marie.errors()]
    assert set(fields) == {"first-names", "family-names", "birth", "street", "city", "certify",
                           "postal-code"}
    assert marie.focus() == "error-summary"
    marie.picture(f"errors-fr-{name}")

    mistakes = residence(
        "1234", family, "FR", birth_day="31", birth_month="2", birth_year="1990",
        postal_code="ABC", city="Saint-Étienne", street="12 rue de l’Église", certify=False)
    marie.type(**mistakes)
    typed = marie.typed()
    marie.send()
    marie.page.locator("#error-summary").wait_for()
    assert marie.typed() == {**typed, "insist": False}
    errors = dict(marie.errors())
    assert set(errors) == {"first-names", "birth", "postal-code", "certify"}
    for field, text in errors.items():
        # A doubt is explained at its field, and in short in the list on top.
        assert marie.page.locator(f"#field-{field}-error").inner_text().startswith(text)
        control = marie.page.locator(f"#field-{field}")
        assert control.get_attribute("aria-invalid") == "true"
        assert f"field-{field}-error" in control.get_attribute("aria-describedby").split()
    marie.picture(f"mistakes-fr-{name}")

    marie.type(first_names="Marie", birth_month="3", birth_year="2019", certify=True).send()
    marie.page.locator("#field-birth-error").wait_for()
    assert "18" in dict(marie.errors())["birth"]

    marie.type(birth_year="1990").send()
    expect(marie.page.locator("#error-summary li")).to_have_count(1)
    assert [field for field, text in marie.errors()] == ["postal-code"]
    marie.picture(f"insist-{name}")
    marie.type(insist=True).send()
    marie.is_thanked()


MISTAKES = [
    ("FR", {}),
    ("FR", residence("", "---", "FR", street="", city="", postal_code="7500")),
    ("FR", residence("①", "Ⅷ", "BE", postal_code="75001")),
    ("FR", residence("Zoé", "Bon", "US", postal_code="", certify=False)),
    ("FR", residence("Zoé", "Bon", "FR", postal_code="")),
    ("FR", residence("Zoé", "Bon", "FR", postal_code="75001", birth_year="85")),
    ("FR", residence("Zoé", "Bon", "FR", postal_code="75001", birth_year="2999")),
    ("FR", residence("Zoé", "Bon", "FR", postal_code="75001", birth_day="")),
    ("DE", residence("Kim", "Bauer", "DE", postal_code="D-10115", birth_year="2015")),
    ("NL", residence("Siân", "O’Brien", "NL", postal_code="0012 AB")),
    ("EE", {"number": "12345", "certify": True}),
    ("EE", {"first_names": "Ada", "family_names": "Tamm", "number": "48507201232"}),
    ("EE", {"first_names": "Ada", "family_names": "Tamm", "number": "61501010001"}),
    ("EE", {"number": "- -"}),
    ("PL", {"first_names": "Ola", "family_names": "Żak", "number": "84133108112"}),
    ("ES", {"number_kind": "dni", "number": "78825841C"}),
    ("SE", {"number": "20150101-1234"}),
    ("HU", {}),
    ("FR", residence("", "Suharto", "FR", postal_code="75001")),
    ("FR", residence("Suharto", "-", "FR", postal_code="75001")),
    ("FR", residence("–", "-", "FR", postal_code="75001")),
    ("FR", residence("Zoé", "Bon", "FR", postal_code="75001", birth_day="31", birth_month="4")),
    ("FR", residence("Zoé", "Bon", "FR", postal_code="75001", birth_day="00", birth_month="13")),
    ("FR", residence("Zoé", "Bon", "FR", postal_code="75001", birth_day="0", birth_month="00",
                     birth_year=str(this_year() - 18), certify=False)),
    ("FR", residence("Zoé", "Bon", "FR", postal_code="75001", birth_day="0", birth_month="00",
                     birth_year=str(this_year() - 17))),
    ("IE", residence("Áine", "Byrne", "IE", postal_code="x")),
    ("IE", residence("Áine", "Byrne", "BG", postal_code="1")),
    ("IE", residence("Áine", "Byrne", "XK", postal_code="", certify=False)),
    ("MT", {"number": "1234567"}),
    ("MT", {"number": "x"}),
    ("ES", {"number_kind": "passport", "number": "1"}),
    ("CY", {"number_kind": "passport", "number": "Κ12345678"}),
    ("SE", {"number": "150101-1235"}),
    ("SE", {"number": "150101+1235"}),
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("country", sorted({country for country, _ in MISTAKES}))
def test_the_browser_says_what_the_server_says(visit, country, language):
    """The same mistakes give the same messages, whoever checks."""
    browser, server = visit(language=language), visit(language=language, javascript=False)
    for fields in [fields for of, fields in MISTAKES if of == country]:
        said = []
        for person in (browser, server):
            person.open_initiative(country).type(**fields).send()
            person.page.locator("#error-summary").wait_for()
            said.append(sorted(person.errors()))
        assert said[0] == said[1], fields
        assert browser.page.locator("#field-insist").count() == \
            server.page.locator("#field-insist").count(), fields


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_sukarno_has_one_name_and_no_known_birthday(visit, site, javascript):
    """A citizen of the Netherlands whom the register knows by one name and the year of his birth."""
    code = "1012 XA" if javascript else "1012 XB"
    sukarno = visit(javascript=javascript, screen=PHONE).open_initiative("NL")
    sukarno.type(**residence("", "Sukarno", "NL", postal_code=code, birth_day="00", birth_month="00",
                             birth_year="1950"))
    sukarno.send()
    sukarno.page.locator("#error-summary").wait_for()
    assert [field for field, text in sukarno.errors()] == ["first-names"]
    sukarno.sees("only one name")
    sukarno.picture(f"one-name-{javascript}")

    sukarno.type(insist=True).send().is_thanked()

    # The same person, who puts the name into the other field, and lets the other side seal.
    again = visit(javascript=not javascript).open_initiative("NL")
    again.type(**residence("SUKARNO", "-", "NL", postal_code=code, birth_day="0", birth_month="0",
                           birth_year="1950")).send()
    again.page.locator("#error-summary").wait_for()
    counted, beside = stored(site)
    again.type(insist=True).send().is_thanked()
    assert stored(site) == (counted, beside + 1)


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_a_day_that_no_calendar_has_can_be_insisted_on(visit, javascript):
    kim = visit(javascript=javascript).open_initiative("NL")
    kim.type(**residence("Kim", "Dag", "NL", postal_code="1012 XC" if javascript else "1012 XD",
                         birth_day="30", birth_month="2"))
    kim.send()
    kim.page.locator("#error-summary").wait_for()
    assert [field for field, text in kim.errors()] == ["birth"]

    kim.type(insist=True).send().is_thanked()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_whoever_has_no_postal_code_can_insist(visit, javascript):
    """The box stays while it is ticked, although the field that it speaks of is empty."""
    name = "Luc" if javascript else "Léo"
    luc = visit(javascript=javascript).open_initiative("FR")
    luc.type(**residence(name, "Sanscode", "FR", postal_code="")).send()
    luc.page.locator("#error-summary").wait_for()

    luc.type(insist=True)
    assert luc.field("insist").is_checked()
    luc.type(city="Lyon").field("street").focus()
    assert luc.field("insist").is_checked()
    luc.send().is_thanked()


def test_two_people_of_one_name_and_birthday_live_in_two_irish_towns(visit, site):
    """Neither knows their Eircode; and one person stays one, however the address is typed."""
    cork = residence("Seán", "Ó Briain", "IE", street="Main Street", house_number="12", postal_code="",
                     city="Cork")
    galway = {**cork, "city": "Galway"}
    counted, beside = stored(site)
    visit().open_initiative("IE").type(**cork).send().is_thanked()
    visit(javascript=False).open_initiative("IE").type(**galway).send().is_thanked()
    assert stored(site) == (counted + 2, beside)

    for javascript in (True, False):
        again = visit(javascript=javascript).open_initiative("IE")
        again.type(**{**cork, "first_names": "SEAN", "family_names": "O’Briain",
                      "street": "12 Main Street", "house_number": "", "postal_code": "-"})
        again.send().is_thanked()
    assert stored(site) == (counted + 2, beside + 2)


def test_mistakes_are_said_when_a_field_is_left_and_not_before(visit):
    """Pekka mistypes his number, sees it, and corrects it."""
    number = isikukood()
    pekka = visit().open_initiative("EE")
    pekka.field("number").focus()
    pekka.field("first-names").focus()
    assert pekka.page.locator(".error").count() == 0

    pekka.field("number").press_sequentially(number[:-1] + str((int(number[-1]) + 1) % 10))
    assert pekka.page.locator(".error").count() == 0
    pekka.field("first-names").focus()
    pekka.sees("one digit or letter seems to be wrong")
    assert pekka.field("insist").is_visible()
    pekka.picture("doubt-en")

    pekka.field("number").fill(number)
    pekka.page.locator("#field-number-error").wait_for(state="detached")
    assert pekka.field("insist").count() == 0
    pekka.type(first_names="Pekka", family_names="Saar", certify=True).send()
    pekka.is_thanked()


def test_nothing_is_said_to_whoever_is_back_in_a_field_before_the_rules_have_arrived(visit):
    """On a slow line Pekka looks around first, and types while the rules are on their way."""
    held = []
    pekka = visit().open_initiative("EE")
    pekka.page.route("**/sign/form*", lambda route: held.append(route))
    pekka.field("number").focus()
    pekka.field("first-names").focus()
    pekka.field("number").press_sequentially("4850")
    pekka.page.wait_for_timeout(200)
    assert held
    for route in held:
        route.continue_()
    pekka.page.wait_for_load_state("networkidle")
    assert pekka.page.locator(".error").count() == 0
    pekka.field("first-names").focus()
    pekka.page.locator("#field-number-error").wait_for()


def test_a_press_on_the_button_is_not_lost_to_a_message_that_appears(visit):
    """Leaving the last field moves the page; the press of the mouse that left it still counts."""
    eva = visit(screen=PHONE).open_initiative("EE")
    eva.type(first_names="Eva", family_names="Org", certify=True)
    eva.field("number").press_sequentially("12345")
    eva.page.locator("#submit").scroll_into_view_if_needed()
    box = eva.page.locator("#submit").bounding_box()
    mouse = eva.page.mouse

    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    eva.page.wait_for_timeout(200)
    mouse.up()

    eva.page.locator("#error-summary").wait_for()


def test_only_the_help_of_the_chosen_kind_of_number_is_shown(visit):
    anna = visit().open_initiative("HU")
    help_shown = anna.page.locator(".kinds li:visible")
    assert help_shown.count() == 0

    anna.type(number_kind="passport")
    assert [item.get_attribute("data-kind") for item in help_shown.all()] == ["passport"]
    anna.type(number_kind="personal-number")
    assert [item.get_attribute("data-kind") for item in help_shown.all()] == ["personal-number"]

    plain = visit(javascript=False).open_initiative("HU")
    assert plain.page.locator(".kinds li:visible").count() == 3


def test_links_in_the_list_of_errors_lead_to_the_field(visit):
    olaf = visit().open_initiative("DE").send()
    address = olaf.page.url

    for field, control in [("first-names", "field-first-names"), ("birth", "field-birth-day"),
                           ("certify", "field-certify")]:
        olaf.page.locator(f"#error-summary a[href='#field-{field}']").click()
        assert olaf.focus() == control
    assert olaf.page.url == address


def test_zoe_signs_twice_and_is_thanked_twice(visit, site):
    """Zoé: once by her browser, again by her browser and by the server, written differently.

    Whoever looks over her shoulder, or signs in her name, sees nothing else than the first time.
    """
    first = residence("Zoé-Anne", "Müller", "LU", postal_code="L-1111", city="Luxembourg")
    again = residence("ZOE ANNE", "muller", "LU", postal_code="1111", city="Lëtzebuerg")
    counted, beside = stored(site)
    pages = []

    for typed, javascript in [(first, True), (again, True), (again, False)]:
        zoe = visit(javascript=javascript).open_initiative("LU").type(**typed).send()
        receipt = zoe.is_thanked()
        zoe.sees("Each person counts once, however often they sign.")
        thanks = zoe.page.locator("main").inner_text().replace(receipt, "…")
        zoe.page.locator("main section a").first.click()
        zoe.sees("Received on")
        found = zoe.page.locator("main").inner_text().replace(receipt, "…")
        assert "Zo" not in thanks + found
        pages.append((thanks, found, len(receipt)))

    # Without JavaScript there is no button to copy with.
    assert pages[0] == pages[1]
    assert pages[0][1:] == pages[2][1:]
    assert stored(site) == (counted + 1, beside + 2)


def test_what_the_server_has_counted_the_browser_cannot_count_again(visit, site):
    """The other way round: the server's fingerprint first, then the browser's."""
    first = residence("Ægir", "Łukasz", "DK", postal_code="DK-1050", city="København")
    visit(javascript=False).open_initiative("DK").type(**first).send().is_thanked()
    counted, beside = stored(site)

    visit().open_initiative("DK").type(**first, ).send().is_thanked()

    assert stored(site) == (counted, beside + 1)


def test_changing_nationality_keeps_the_names(visit):
    """Luca has two nationalities, and tries both."""
    luca = visit().open_initiative("IT")
    luca.type(first_names="Luca", family_names="Đurić", number_kind="passport", number="AS123")
    choice = luca.page.locator("#field-nationality")
    assert luca.page.locator("#nationality button").is_hidden()

    choice.focus()
    choice.select_option("DE")
    luca.field("street").wait_for()
    assert luca.typed()["first-names"] == "Luca"
    assert luca.typed()["family-names"] == "Đurić"
    assert luca.typed()["country"] == "DE"
    assert luca.focus() == "field-nationality"
    assert luca.page.url.endswith("?country=DE")
    luca.type(street="Hauptstraße")

    choice.select_option("RO")
    luca.field("number").wait_for()
    assert (luca.typed()["number-kind"], luca.typed()["number"]) == ("passport", "AS123")

    choice.select_option("FR")
    luca.field("street").wait_for()
    assert (luca.typed()["street"], luca.typed()["country"]) == ("Hauptstraße", "FR")
    luca.picture("nationality-en")
    for request in luca.sent:
        assert "Luca" not in request.url and request.method == "GET"


def test_changing_nationality_works_without_javascript(visit):
    luca = visit(javascript=False).open_initiative("IT")
    luca.page.locator("#field-nationality").select_option("DE")
    luca.page.locator("#nationality button").click()
    luca.field("street").wait_for()
    assert luca.page.locator("#field-nationality").input_value() == "DE"


@pytest.mark.parametrize("trouble", ["no connection", 503, 429])
def test_when_it_cannot_be_sent_nothing_is_lost(visit, trouble):
    """Mia's train goes through a tunnel."""
    def hinder(route):
        if trouble == "no connection":
            route.abort("internetdisconnected")
        else:
            route.fulfill(status=trouble, content_type="text/html", body="<main><h1>No</h1></main>")

    mia = visit().open_initiative("EE")
    mia.page.route("**/statements", hinder)
    mia.type(first_names="Mia", family_names="Raud", number=isikukood(), certify=True)
    typed = mia.typed()

    mia.send().page.locator("#sign-failed").wait_for()
    assert mia.typed() == typed
    assert mia.focus() == "sign-failed"
    assert mia.page.locator("#submit").inner_text() == "Support this initiative"
    mia.picture("failed-en")

    mia.page.unroute("**/statements")
    mia.send().is_thanked()
    # The browser says it by itself, and nothing else may be wrong.
    mia.complaints = [c for c in mia.complaints if "ERR_INTERNET_DISCONNECTED" not in c]


def test_an_impatient_person_sends_once(visit):
    nora = visit().open_initiative("EE")
    nora.type(first_names="Nora", family_names="Ilves", number=isikukood(), certify=True)
    nora.page.evaluate("""() => {
        const form = document.getElementById("statement");
        for (let press = 0; press < 5; press += 1) form.requestSubmit();
    }""")
    nora.is_thanked()
    assert len([request for request in nora.sent if request.method == "POST"]) == 1


@pytest.mark.parametrize("initiative, heading", [
    (UPCOMING, "Signing opens on"), (CLOSED, "Collection has ended")])
def test_nobody_can_sign_before_or_after(visit, initiative, heading):
    otto = visit().open_initiative("DE", initiative)
    assert otto.page.locator("#sign-title").inner_text().startswith(heading)
    assert otto.page.locator("form[method=post]").count() == 0
    otto.picture(f"not-open-{initiative}")
