"""What people have asked their browsers for: other colours, no motion, paper, little data."""

import pytest

from people import OPEN, PHONE
from test_pages import PAGES, person, violations  # noqa: F401 (a fixture)

LIMIT = 60_000


@pytest.mark.parametrize("name", ["list", "page", "form-errors", "thanks", "design",
                                  "sign-in-errors", "account", "roles", "recovery-codes"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_forced_colours(person, name, dark):  # noqa: F811
    """Whoever has few colours of their own still sees fields, buttons and bars."""
    someone = person(name, dark=dark, forced_colors="active")
    someone.picture(f"forced-{name}-{'dark' if dark else 'light'}")
    assert someone.page.evaluate("matchMedia('(forced-colors: active)').matches")
    bare = someone.page.evaluate("""() => [...document.querySelectorAll(
        ".button:not(.button-quiet), main input:not([type=hidden]), main select, main textarea")]
        .filter((e) => e.checkVisibility() && getComputedStyle(e).borderTopWidth === "0px"
            && !["radio", "checkbox"].includes(e.type))
        .map((e) => e.outerHTML)""")
    assert bare == []
    inks = someone.page.evaluate("""() => [document.body, ...document.querySelectorAll(
        ".stones strong")].map((e) => getComputedStyle(e).color)""")
    assert len(set(inks)) == 1, "text over a picture has the system's own ink"
    # The colours are the system's own: axe-core reads those of the style sheet.
    assert violations(someone, apart_from=["color-contrast"]) == []


@pytest.mark.parametrize("name", ["home", "page", "design", "sign-in", "account"])
def test_more_contrast(person, name):  # noqa: F811
    someone = person(name, contrast="more")
    muted, ink = someone.page.evaluate("""() => ["--muted", "--ink"].map((name) => {
        const probe = document.body.appendChild(document.createElement("p"));
        probe.style.setProperty("color", `var(${name})`);
        return getComputedStyle(probe).color;
    })""")
    assert muted == ink
    assert violations(someone) == []


@pytest.mark.parametrize("motion,moves", [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_those_who_ask(person, motion, moves):  # noqa: F811
    someone = person("design", reduced_motion=motion)
    durations = someone.page.evaluate("""() => [...document.querySelectorAll("*")]
        .map((e) => getComputedStyle(e)).filter((style) => style.transitionDuration !== "0s"
            || style.animationName !== "none" || style.scrollBehavior === "smooth").length""")
    assert (durations > 0) == moves


@pytest.mark.parametrize("name", ["page", "form-residence", "thanks", "privacy", "account",
                                  "data", "roles", "recovery-codes"])
def test_on_paper(person, name):  # noqa: F811
    """Black on white, without what can only be pressed, and with what the page is about."""
    someone = person(name, dark=True)
    someone.page.emulate_media(media="print", color_scheme="dark")
    seen = someone.page.evaluate("""() => ({
        paper: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.body).color,
        pressed: [...document.querySelectorAll("nav, .button, .skip, footer.site")]
            .filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 90)),
        heading: document.querySelector("h1").checkVisibility(),
    })""")
    assert (seen["paper"], seen["ink"]) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    assert seen["pressed"] == []
    assert seen["heading"]
    assert len(someone.page.pdf(format="A4")) > 10_000


def test_what_is_folded_on_the_screen_is_read_on_paper(person):  # noqa: F811
    someone = person("page")
    row = someone.page.locator(".states tbody tr").first
    assert not row.is_visible()
    someone.page.emulate_media(media="print")
    assert row.bounding_box()["height"] > 0


@pytest.mark.parametrize("path", ["", "initiatives", f"initiatives/{OPEN}",
                                  f"initiatives/{OPEN}?country=FR"])
def test_a_first_visit_weighs_little(visit, path):
    """Everything that a page brings, heads included, as it comes over the wire."""
    someone = visit(screen=PHONE).open(path)
    someone.page.wait_for_load_state("networkidle")
    # What came over the wire, heads included: compressed as the server sends it.
    weights = {answer.url: sum(answer.request.sizes()[part] for part in (
        "responseHeadersSize", "responseBodySize")) for answer in someone.received}
    assert sum(weights.values()) < LIMIT, weights
    fetched = [url for url in weights if url.endswith(".js")]
    assert not any("/identity/" in url or "/sealing/" in url for url in fetched), \
        "the rules and the sealing are fetched when somebody signs"


def test_nothing_moves_while_the_page_arrives(visit):
    """No layout shift on a phone, from the first paint to the last script."""
    someone = visit(screen=PHONE)
    someone.page.add_init_script("""
        window.shifts = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shifts += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
    """)
    someone.open(f"initiatives/{OPEN}?country=FR")
    someone.page.wait_for_load_state("networkidle")
    someone.page.wait_for_timeout(300)
    assert someone.page.evaluate("window.shifts") < 0.02


@pytest.mark.parametrize("name", ["home", "list", "page", "design", "sign-in", "account", "roles"])
def test_right_to_left(person, name):  # noqa: F811
    """No language of the Union is written from the right; a neighbour's may be offered one day."""
    someone = person(name, screen=PHONE)
    someone.page.evaluate("document.documentElement.dir = 'rtl'")
    someone.picture(f"rtl-{name}")
    assert not someone.scrolls_sideways()
    brand = someone.page.locator("header.site .brand img").bounding_box()
    assert brand["x"] > PHONE["width"] / 2


def test_all_kinds_of_pages_are_known():
    assert {"portal", "page", "form-errors", "thanks", "error", "design"} <= set(PAGES)
