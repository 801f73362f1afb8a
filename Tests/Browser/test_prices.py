"""How people sign when very many have signed from their network: dearer, and everybody can."""

import re
import urllib.parse

import pytest

import looks
from conftest import serving
from people import PHONE, Visit, isikukood, residence


@pytest.fixture(scope="module")
def dear_site(tmp_path_factory, chromium):
    """A network has one statement for nothing, and it was given; then each costs, and the price grows."""
    with serving(tmp_path_factory.mktemp("dear"), "--free-writes", "1") as site:
        sign_for_nothing(Visit(chromium, site))
        yield site


@pytest.fixture
def visit(chromium, dear_site):
    visits = []

    def open_visit(**wishes):
        visits.append(Visit(chromium, dear_site, **wishes))
        return visits[-1]

    yield open_visit
    complaints = [complaint for visit in visits for complaint in visit.complaints]
    for each in visits:
        each.close()
    assert complaints == []


def sign_for_nothing(first):
    """Whichever test comes first: the first of a network pays nothing."""
    first.open_initiative("EE")
    first.type(first_names="Ada", family_names="Esimene", number=isikukood(), certify=True)
    first.send().is_thanked()
    body, = posted(first)
    assert not {"challenge", "work", "turn"} & set(body)
    first.close()
    assert first.complaints == []


def posted(person):
    return [dict(urllib.parse.parse_qsl(request.post_data)) for request in person.sent
            if request.method == "POST"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_jan_has_no_javascript_and_waits_his_turn(visit, check, language):
    """Everything that he typed stays on the page; who presses too early hears how long is left."""
    jan = visit(javascript=False, screen=PHONE, language=language).open_initiative("NL")
    jan.type(**residence("Jan", f"de Vries {'AB'[language == 'fr']}", "NL")).send()
    waits = {"en": r"Wait (\d+) seconds?, then", "fr": r"Attendez (\d+) secondes?, puis"}[language]

    assert 1 <= int(re.match(waits, jan.heading()).group(1)) <= 64
    assert jan.page.locator("input[name='family-names']").get_attribute("value") != ""
    assert not jan.scrolls_sideways() and "Jan" not in jan.page.url
    # As somebody does who cannot wait: each answer is the same page, until the time has come.
    jan.page.locator("main form button").click()
    assert re.match(waits, jan.heading())
    jan.picture(f"waiting-{language}")
    assert looks.soundness(jan, check) == []
    for _ in range(90):
        jan.page.wait_for_timeout(1000)
        jan.page.locator("main form button").click()
        if "/thanks/" in jan.page.url:
            break
    jan.is_thanked()


def test_adas_browser_has_done_its_work_before_she_sends(visit):
    ada = visit().open_initiative("EE")
    with ada.page.expect_response("**/challenge?*") as asked:
        ada.type(first_names="Ada", family_names="Teine", number=isikukood(), certify=True)
    assert asked.value.json()["bits"] >= 8
    ada.send().is_thanked()

    body, = posted(ada)
    assert sorted(body) == ["attempt", "challenge", "form", "identity", "sealed", "state", "work"]
    # What makes the sending what it is stands in no address.
    assert all(body["attempt"] not in urllib.parse.unquote(request.url) for request in ada.sent)


def test_whose_question_was_lost_pays_when_the_server_asks(visit):
    """The line was down while she typed: her browser is asked when she sends, and works then."""
    lost = []

    def lose_first(route):
        if lost:
            return route.continue_()
        lost.append(route.request.url)
        return route.abort()

    eve = visit().open_initiative("EE")
    eve.page.route("**/challenge?*", lose_first)
    eve.type(first_names="Eve", family_names="Kolmas", number=isikukood(), certify=True)
    eve.send().is_thanked()

    first, second = posted(eve)
    assert lost and "work" not in first and "work" in second
    assert first["attempt"] == second["attempt"]
    eve.complaints = [c for c in eve.complaints if "ERR_FAILED" not in c]


def test_the_page_can_be_used_by_everybody(visit):
    jan = visit(javascript=False).open_initiative("NL")
    jan.type(**residence("Piet", "Bakker", "NL")).send()
    assert looks.language(jan) == []
    assert "noindex" in jan.source()
