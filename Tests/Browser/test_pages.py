"""Every page: fits a small phone, can be used by everybody, loads nothing from elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from account_pages import ACCOUNT_PAGES
from people import CLOSED, DESK, ENLARGED, PHONE, OPEN, UPCOMING, isikukood

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def show_errors(person):
    person.open_initiative("FR").send()
    person.page.locator("#error-summary").wait_for()


def sign_again(person):
    number = isikukood()
    for _ in range(2):
        person.open_initiative("EE")
        person.type(first_names="Ada", family_names="Lepp", number=number, certify=True).send()
        person.page.wait_for_selector("main :is(#receipt, .reading h1)")


def show_doubt(person):
    person.open_initiative("EE").type(number="12345")
    person.field("first-names").focus()
    person.page.locator("#field-number-error").wait_for()


def thank(person):
    person.open_initiative("EE")
    person.type(first_names="Ada", family_names="Lepp", number=isikukood(), certify=True)
    person.send().is_thanked()


def show_receipt(person):
    thank(person)
    person.page.locator("main section a").first.click()
    person.page.locator(".notice-success").wait_for()


PAGES = {
    "portal": lambda person: person.open(),
    "home": lambda person: person.open(),
    "list": lambda person: person.open("initiatives"),
    "list-empty": lambda person: person.open("initiatives?q=xyzzy"),
    "page": lambda person: person.open_initiative(),
    "page-upcoming": lambda person: person.open_initiative(initiative=UPCOMING),
    "page-closed": lambda person: person.open_initiative(initiative=CLOSED),
    "form-residence": lambda person: person.open_initiative("FR"),
    "form-number": lambda person: person.open_initiative("HU"),
    "form-errors": show_errors,
    "form-doubt": show_doubt,
    "thanks": thank,
    "receipt": show_receipt,
    "widget": lambda person: person.open(f"initiatives/{OPEN}/widget?country=FR"),
    "embedding": lambda person: person.open(f"initiatives/{OPEN}/embedding?country=FR"),
    "receipt-ask": lambda person: person.open(f"initiatives/{OPEN}/receipts"),
    "receipt-unknown": lambda person: person.open(
        f"initiatives/{OPEN}/receipts/00000000000000000000000000", expecting=404),
    "error": lambda person: person.open("nothing-here", expecting=404),
    "already": sign_again,
    "privacy": lambda person: person.open("privacy"),
    "accessibility": lambda person: person.open("accessibility"),
    "design": lambda person: person.open("design"),
    **ACCOUNT_PAGES,
}


@pytest.fixture
def person(visit):
    """`person(name, **wishes)`: somebody who has opened that kind of page."""
    def show(name, **wishes):
        someone = visit(portal=name == "portal", **wishes)
        PAGES[name](someone)
        return someone

    return show


def violations(person, apart_from=()):
    """What axe-core finds against WCAG 2.2 AA."""
    results = Axe().run(person.page, options={
        "runOnly": {"type": "tag", "values": STANDARD},
        "rules": {rule: {"enabled": False} for rule in apart_from}})
    return [f"{violation['id']}: {violation['help']}: {node['html'][:200]}: "
            f"{node.get('failureSummary', '')[:300]}"
            for violation in results.response["violations"] for node in violation["nodes"]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_fits_a_phone_of_320_pixels(person, name, language):
    someone = person(name, language=language, screen=PHONE)
    someone.picture(f"page-{name}-320-{language}")
    assert not someone.scrolls_sideways()


@pytest.mark.parametrize("name", PAGES)
def test_can_be_read_enlarged_four_times(person, name):
    someone = person(name, screen=ENLARGED)
    assert not someone.scrolls_sideways()
    if name in ("widget", "citizens"):
        return  # Nothing stands in front of the content to skip.
    focused = someone.page.locator("a.skip")
    focused.focus()
    assert focused.is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_can_be_used_by_everybody(person, name, dark):
    """axe-core finds nothing against WCAG 2.2 AA, by day and by night."""
    someone = person(name, language="fr" if dark else "en", dark=dark, screen=DESK)
    someone.picture(f"page-{name}-{'dark' if dark else 'light'}")
    assert violations(someone) == []


@pytest.mark.parametrize("name", ["home", "list", "page", "form-residence", "error", "privacy",
                                  "sign-in-errors", "account", "codes", "roles"])
def test_reads_the_same_without_javascript(visit, name):
    with_scripts, without = visit(), visit(javascript=False)
    texts = []
    for person in (with_scripts, without):
        PAGES[name](person)
        texts.append(person.page.locator("main h1").all_inner_texts())
    assert texts[0] == texts[1] and texts[0] != []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_says_its_language(visit, language):
    person = visit(language=language)
    for name in ("home", "list", "page", "error", "privacy", "sign-in", "account", "citizens",
                 "cancelled", "anonymous"):
        PAGES[name](person)
        assert person.page.locator("html").get_attribute("lang") == language
