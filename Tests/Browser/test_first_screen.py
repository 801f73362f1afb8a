"""What people came for stands on the first screen, in columns, and large text breaks nothing."""

import pytest

import looks
from kinds import KINDS
from people import OPEN

LAPTOP = {"width": 1280, "height": 800}
TELEPHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
WIDE = {"width": 1920, "height": 1080}

# The list, what is open in it, the results of a search, and its second page.
LISTS = ["initiatives", "initiatives?state=open", "initiatives?q=animal",
         "initiatives?order=closing-soon"]

# A browser whose text is set to 32 pixels makes ours a sixteenth larger.
LARGE = "document.documentElement.style.fontSize = '34px'"


def box(person, selector):
    return person.page.locator(selector).first.bounding_box()


def bottom(place):
    return place["y"] + place["height"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_begins_at_once_on_a_laptop(visit, path, language):
    someone = visit(screen=LAPTOP, language=language).open(path)
    band = box(someone, "header.band")
    assert band["height"] <= 160
    for part in ("h1", ".search input", ".choices a"):
        assert bottom(box(someone, f"header.band {part}")) <= bottom(band)
    assert box(someone, ".rows .row")["y"] < 260


def test_a_further_page_of_a_list_begins_as_the_first(visit):
    someone = visit(screen=LAPTOP).open("initiatives")
    someone.page.locator("[rel=next]").click()
    someone.page.wait_for_url("**after=*")
    assert box(someone, ".rows .row")["y"] < 260


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("screen", [TELEPHONE, SMALL], ids=["390", "320"])
def test_a_list_begins_on_the_first_screen_of_a_phone(visit, path, language, screen):
    someone = visit(screen=screen, language=language).open(path)
    assert bottom(box(someone, ".search input")) <= screen["height"] / 2
    # Its state and the beginning of its title are seen.
    assert box(someone, ".rows .row a")["y"] <= screen["height"] - 80


@pytest.mark.parametrize("language", ["en", "fr"])
def test_home_shows_at_once_what_can_be_signed(visit, language):
    someone = visit(screen=LAPTOP, language=language).open()
    assert bottom(box(someone, ".search")) <= 360
    assert bottom(box(someone, ".supported h3")) <= LAPTOP["height"]
    for screen in (TELEPHONE, SMALL):
        someone.page.set_viewport_size(screen)
        assert bottom(box(someone, ".search")) <= screen["height"]


# What cannot be broken, a date among it, and yet stands in two lines.
BROKEN = """selector => [...document.querySelectorAll(selector)].flatMap((element) => {
    const words = [];
    for (const text of [...element.childNodes].filter((node) => node.nodeType === 3)) {
        for (const word of text.data.matchAll(/[^ \\n]+/g)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            if (range.getClientRects().length > 1) words.push(word[0]);
        }
    }
    return words;
})"""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_date_and_no_word_of_a_card_is_broken_and_figures_stand_over_their_words(visit, language):
    someone = visit(language=language).open()
    assert someone.page.locator(".supported .measures dt").count() >= 6
    for screen in (SMALL, TELEPHONE, {"width": 768, "height": 1024}, LAPTOP, WIDE):
        someone.page.set_viewport_size(screen)
        assert someone.page.evaluate(BROKEN, ".measures :is(dt, dd), .figures dt") == [], screen
        for figure in someone.page.locator(".assembly .figures > div").all():
            sides = [figure.locator(part).bounding_box()["x"] for part in ("dt", "dd")]
            assert abs(sides[0] - sides[1]) < 1, screen


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path, parts", [
    ("initiatives?order=most-signed", ".measures :is(dt, dd)"),
    ("initiatives?q=animal", ".measures :is(dt, dd), .choices a, .search a"),
    ("initiatives/rules", "th")])
def test_no_date_and_no_word_of_a_list_or_a_table_is_broken(visit, language, path, parts):
    someone = visit(language=language).open(path)
    assert someone.page.locator(parts).count() > 3
    for screen in (SMALL, TELEPHONE, {"width": 768, "height": 1024}, LAPTOP, WIDE):
        someone.page.set_viewport_size(screen)
        assert someone.page.evaluate(BROKEN, parts) == [], screen


def test_home_puts_nothing_before_what_can_be_signed(visit):
    someone = visit().open()
    numbers = someone.page.locator(".supported .measures > :last-child strong").all_inner_texts()
    days = [int(number) for number in numbers]
    assert len(days) >= 2 and days == sorted(days), "the one that closes first stands first"
    cards, rows = box(someone, ".supported"), box(someone, ".rows")
    assert cards["y"] < rows["y"]
    assert someone.page.locator(".supported").count() == len(days)
    assert someone.page.locator(".assembly .figures dd").count() == 3


def test_counts_beside_the_filters_are_those_of_the_lists(visit):
    someone = visit().open()
    counts = [int(text) for text in someone.page.locator(".choices span").all_inner_texts()]
    links = [link.get_attribute("href") for link in someone.page.locator(".choices a").all()]
    assert len(links) == 6 and counts[0] == sum(counts[1:])
    for count, link in zip(counts, links):
        someone.page.goto(someone.address + link)
        assert someone.page.locator(".row").count() == min(12, count)


COLUMNS = """() => [...document.querySelectorAll(".row .measures")]
    .filter((list) => list.children.length === 3)
    .map((list) => [...list.children].map((e) => Math.round(e.getBoundingClientRect().x)).join())"""


@pytest.mark.parametrize("screen", [LAPTOP, WIDE], ids=["1280", "1920"])
def test_figures_stand_in_columns_and_results_fill_the_width(visit, screen):
    someone = visit(screen=screen).open("initiatives?state=open")
    columns = someone.page.evaluate(COLUMNS)
    assert len(columns) == 3 and len(set(columns)) == 1
    wide = box(someone, ".page > footer, .page > .rows")
    inner = someone.page.evaluate("document.querySelector('header.site .wrap').clientWidth")
    row = box(someone, ".row")
    assert row["width"] > wide["width"] - 4 and row["width"] > 0.85 * inner
    assert bottom(box(someone, ".row:nth-child(3)")) <= screen["height"]


@pytest.mark.parametrize("screen", [LAPTOP, TELEPHONE], ids=["1280", "390"])
@pytest.mark.parametrize("path", ["", *LISTS[:3], "sign-in", "register", "privacy"])
def test_the_keyboard_goes_the_way_of_the_eye(visit, path, screen):
    """From each place to one that is further down or further to the right."""
    someone = visit(screen=screen).open(path)
    someone.page.locator("main").focus()
    places = []
    for _ in range(60):
        someone.page.keyboard.press("Tab")
        place = someone.page.evaluate("""() => {
            const at = document.activeElement;
            const { x, right, top, bottom } = at.getBoundingClientRect();
            return at.closest("main") && { x, right, top: top + scrollY, bottom: bottom + scrollY };
        }""")
        if not place:
            break
        places.append(place)
    # A page of plain text may have nothing to press.
    assert len(places) > 3 or path == "privacy"
    for before, after in zip(places, places[1:]):
        assert after["bottom"] > before["top"] or after["x"] >= before["right"], (before, after)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["portal", "home", "list", "list-empty", "sign-in", "register",
                                  "account", "privacy"])
def test_large_text_breaks_nothing(kind, name, language):
    someone = kind(name, language=language, screen=TELEPHONE)
    someone.page.evaluate(LARGE)
    someone.picture(f"large-{name}-{language}")
    found = []
    for screen in (TELEPHONE, SMALL, LAPTOP):
        someone.page.set_viewport_size(screen)
        found += looks.sideways(someone, f"with large text, {screen['width']} wide")
    assert found == []


def test_large_text_is_large(kind):
    someone = kind("list")
    someone.page.evaluate(LARGE)
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert someone.page.locator("main").evaluate(size) == 34
    assert someone.page.locator(".row h2").first.evaluate(size) > 34


@pytest.mark.parametrize("path,scripts", [("", 0), ("initiatives", 0), ("sign-in", 1),
                                          (f"initiatives/{OPEN}?country=FR", 1)])
def test_a_page_asks_for_few_files(visit, path, scripts):
    someone = visit().open(path)
    someone.page.wait_for_load_state("networkidle")
    kinds = [answer.request.resource_type for answer in someone.received]
    assert kinds.count("stylesheet") == 1 and kinds.count("script") == scripts, kinds


def test_whoever_begins_to_sign_fetches_one_more_file(visit):
    someone = visit().open_initiative("FR")
    someone.page.wait_for_load_state("networkidle")
    with someone.page.expect_response("**/js/sign/form.js"):
        someone.field("first-names").focus()
    someone.page.wait_for_load_state("networkidle")
    scripts = [answer for answer in someone.received if answer.request.resource_type == "script"]
    assert len(scripts) == 2


@pytest.mark.parametrize("path", ["", "initiatives"])
def test_the_feed_can_be_found_by_people(visit, path):
    link = visit().open(path).page.locator("main .feed a")
    assert link.is_visible()
    assert link.get_attribute("href") == "/en/initiatives/feed"


@pytest.mark.parametrize("name", [name for name in KINDS if name in (
    "portal", "home", "list", "page", "thanks", "design")])
def test_dots_stand_for_people_alone(kind, name):
    """No page has a pattern of dots that counts nobody."""
    assert kind(name).page.evaluate("""() => [...document.querySelectorAll("main *")]
        .flatMap((e) => ["", "::before", "::after"].map((part) => getComputedStyle(e, part || null)))
        .filter((style) => style.backgroundImage.includes("radial-gradient")).length""") == 0


@pytest.mark.parametrize("path", ["sign-in", "register", "privacy"])
def test_pages_use_the_width_they_have(visit, path):
    someone = visit(screen=LAPTOP).open(path)
    right = someone.page.evaluate("""() => Math.max(...[...document.querySelectorAll(
        "main :is(input, .prose, .hint)")].map((e) => e.getBoundingClientRect().right))""")
    assert right > 0.75 * LAPTOP["width"]
