"""The page of one initiative: what people came for is on the first screen, fits, and is short on paper."""

import re
import urllib.parse
import urllib.request

import pytest

from people import ANSWERED, CLOSED, OPEN, UPCOMING, isikukood

LAPTOP = {"width": 1280, "height": 800}
HAND = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}

# What a page may measure from top to bottom at 1280 pixels; before it was told so it was 5,431.
LONGEST = {OPEN: 3700, CLOSED: 3500, UPCOMING: 3400, ANSWERED: 2900}


def is_on_screen(person, selector):
    box = person.page.locator(selector).bounding_box()
    return 0 <= box["y"] and box["y"] + box["height"] <= person.page.viewport_size["height"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_field_is_seen_without_scrolling(visit, language):
    someone = visit(language=language, screen=LAPTOP).open(f"initiatives/{OPEN}?country=FR")
    assert is_on_screen(someone, "#field-nationality")
    assert is_on_screen(someone, ".standing .count")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_on_a_phone_the_first_field_is_one_tap_away(visit, javascript):
    someone = visit(screen=HAND, javascript=javascript).open_initiative("PL")
    assert is_on_screen(someone, ".jump a")
    someone.page.locator(".jump a").click()
    someone.page.wait_for_function("location.hash === '#sign'")
    assert is_on_screen(someone, "#field-nationality")


@pytest.mark.parametrize("screen", [LAPTOP, HAND], ids=["laptop", "phone"])
@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_choosing_a_nationality_brings_the_form_into_view(visit, screen, javascript):
    someone = visit(screen=screen, javascript=javascript).open_initiative("DE")
    someone.page.locator("#field-nationality").select_option("FR")
    if not javascript:
        someone.page.locator("#nationality button").click()
    someone.page.locator("#field-first-names").wait_for()
    someone.page.wait_for_function("document.querySelector('#field-nationality').value === 'FR'")
    someone.page.wait_for_url("**country=FR*")
    assert is_on_screen(someone, "#field-first-names")


@pytest.mark.parametrize("language,help", [("en", "press “Continue”"), ("fr", "sur « Continuer »")])
def test_when_the_form_cannot_be_loaded_it_is_said_how_to_go_on(visit, language, help):
    """The page had no form yet, so nothing on it but the choice can say what is wrong."""
    someone = visit(language=language).open_initiative()
    someone.page.route("**/*country=MT*", lambda route: route.abort("internetdisconnected"))
    someone.page.locator("#field-nationality").select_option("MT")
    told = someone.page.locator("#nationality-failed")
    told.wait_for()
    assert help in told.inner_text().replace("\u00a0", " ").replace("\u202f", " ")

    someone.page.unroute("**/*country=MT*")
    someone.page.locator("#nationality button").click()
    someone.page.locator("#field-first-names").wait_for()
    # The browser says it by itself, and nothing else may be wrong.
    someone.complaints = [c for c in someone.complaints if "ERR_INTERNET_DISCONNECTED" not in c]


@pytest.mark.parametrize("initiative", LONGEST)
def test_the_page_is_short(visit, initiative):
    someone = visit(screen=LAPTOP).open_initiative(initiative=initiative)
    assert someone.page.evaluate("document.documentElement.scrollHeight") <= LONGEST[initiative]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", [OPEN, CLOSED, UPCOMING, ANSWERED, f"{OPEN}?country=FR", "rules"])
def test_three_printed_pages_are_enough(visit, path, language):
    someone = visit(language=language).open(f"initiatives/{path}")
    paper = someone.page.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page[^s]", paper))
    assert 1 <= pages <= 3


@pytest.mark.parametrize("path", [f"{OPEN}?country=FR", f"{OPEN}?country=HU", CLOSED, ANSWERED, "rules"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("screen,size", [(SMALL, None), (SMALL, "32px"), (HAND, "32px"), (LAPTOP, "32px")],
                         ids=["320", "320 at 32", "390 at 32", "1280 at 32"])
def test_nothing_overflows(visit, path, language, screen, size):
    someone = visit(language=language, screen=screen).open(f"initiatives/{path}")
    if size:
        someone.page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    assert not someone.scrolls_sideways()


CUT = """() => [...document.querySelectorAll(".stones :is(strong, .name, .share-of)")]
    .filter((e) => e.checkVisibility() && getComputedStyle(e).position !== "absolute")
    .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline"
        || e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((e) => e.textContent)"""

CODES = """() => [...document.querySelectorAll(".stones li")].map((e) => {
    const code = e.querySelector("strong"), name = e.querySelector(".name");
    const isCode = code.checkVisibility();
    const range = document.createRange();
    range.selectNodeContents(isCode ? code : name);
    const text = range.getBoundingClientRect(), box = e.getBoundingClientRect();
    return { isCode, fits: text.left >= box.left - 1 && text.right <= box.right + 1 && text.width > 8 };
})"""


@pytest.mark.parametrize("screen,size,codes", [
    (LAPTOP, None, True), (HAND, None, False), (SMALL, None, False), (HAND, "32px", False),
    (LAPTOP, "32px", True),
])
def test_states_are_named_and_nothing_of_their_names_is_cut(visit, screen, size, codes):
    """An arcade with codes where there is room; rows with names where there is none."""
    someone = visit(screen=screen).open_initiative()
    if size:
        someone.page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    stones = someone.page.evaluate(CODES)
    assert len(stones) == 7
    assert all(stone["isCode"] == codes and stone["fits"] for stone in stones), stones
    assert someone.page.evaluate(CUT) == []


def test_on_a_phone_a_state_has_one_row(visit):
    someone = visit(screen=SMALL).open_initiative()
    for state in someone.page.locator(".stones li").all():
        name, share = state.locator(".name").bounding_box(), state.locator(".share-of").bounding_box()
        assert share["x"] > name["x"] + name["width"] and abs(share["y"] - name["y"]) < 10


def test_nearest_are_states_that_are_still_missing(visit):
    someone = visit().open_initiative()
    nearest = someone.page.locator(".stones .name").all_inner_texts()
    reached = someone.page.locator(".reached-states li").all_inner_texts()
    assert nearest and reached and not set(nearest) & set(reached)
    assert someone.page.locator(".stones .reached").count() == 0


def test_the_map_fits_a_laptop_beside_the_way_of_the_initiative(visit):
    someone = visit(screen=LAPTOP).open_initiative()
    europe = someone.page.locator(".europe").bounding_box()
    way = someone.page.locator(".timeline").bounding_box()
    assert europe["height"] <= 620
    assert way["x"] >= europe["x"] + europe["width"] and way["y"] < europe["y"] + europe["height"]
    assert someone.page.locator(".europe text").count() == 27


def test_reached_and_not_reached_differ_without_colours(visit):
    someone = visit(forced_colors="active").open_initiative()
    looks = {level: someone.page.locator(f".europe .m{level}").first.evaluate(
        "(e) => { const s = getComputedStyle(e); return s.fill + s.fillOpacity; }")
        for level in (2, 4, 5)}
    assert len(set(looks.values())) == 3
    ticks, reached = someone.page.locator(".tick").count(), someone.page.locator(".europe .m5").count()
    assert ticks == reached > 0


def test_an_answer_is_what_people_see_first(visit):
    someone = visit(screen=LAPTOP).open_initiative(initiative=ANSWERED)
    assert is_on_screen(someone, "#sign a.button")
    # A date does not break: its spaces are those that do not.
    assert "5\u00a0April\u00a02023" in someone.page.locator("#sign").inner_text()
    assert someone.page.locator("#sign a.button").get_attribute("href").startswith("https://")


def test_the_total_is_explained(visit):
    key = visit().open_initiative().page.locator(".standing .key").inner_text()
    assert re.search(r"Signed here: \d+\.", key) and re.search(r"register: [\d,]+\.", key)


def test_whoever_only_looks_can_tell_others(visit):
    someone = visit().open_initiative(initiative=CLOSED)
    links = someone.page.locator(".telling .share a")
    assert links.count() >= 4
    assert all(CLOSED in link.get_attribute("href") for link in links.all())
    assert someone.page.locator("#share-address").input_value().endswith(f"/en/initiatives/{CLOSED}")


def test_thanks_are_fetched_once_and_back_leads_to_the_initiative(visit):
    ada = visit().open_initiative("EE")
    ada.type(first_names="Ada", family_names="Oja", number=isikukood(), certify=True)
    receipt = ada.send().is_thanked()
    ada.page.wait_for_load_state("networkidle")
    assert len([request for request in ada.sent if "/thanks/" in request.url]) == 1

    ada.page.go_back()
    ada.page.wait_for_url(f"**/initiatives/{OPEN}?country=EE")
    ada.page.locator("#statement").wait_for()
    assert ada.typed()["number"] == ""
    assert ada.page.locator("#submit").inner_text() == "Support this initiative"
    ada.page.go_forward()
    assert ada.is_thanked() == receipt


def fetched(address):
    """A picture as another site fetches it; what is no browser may not know the names of this host."""
    parts = urllib.parse.urlsplit(address)
    request = urllib.request.Request(
        f"http://127.0.0.1:{parts.port}{parts.path}", headers={"Host": parts.netloc})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.headers["Content-Type"] == "image/png"
        return answer.read()


def test_each_initiative_has_a_picture_of_its_own(visit):
    someone = visit()
    pictures = []
    for initiative in (OPEN, ANSWERED):
        someone.open_initiative(initiative=initiative)
        address = someone.page.locator('meta[property="og:image"]').get_attribute("content")
        picture = fetched(address)
        size = someone.page.evaluate("""async (address) => {
            const picture = new Image();
            picture.src = new URL(address).pathname;
            await picture.decode();
            return [picture.naturalWidth, picture.naturalHeight];
        }""", address)
        assert size == [1200, 630]
        pictures.append(picture)
    assert pictures[0] != pictures[1]
