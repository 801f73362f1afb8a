"""What people have asked their browsers for: no motion, paper, little data."""

import pytest

from people import OPEN, PHONE

LIMIT = 60_000


@pytest.mark.parametrize("motion,moves", [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_those_who_ask(kind, motion, moves):
    someone = kind("design", reduced_motion=motion)
    durations = someone.page.evaluate("""() => [...document.querySelectorAll("*")]
        .map((e) => getComputedStyle(e))
        // What is not drawn, the title of a part of the map, has no style at all.
        .filter((style) => style.display !== "")
        .filter((style) => style.transitionDuration !== "0s"
            || style.animationName !== "none" || style.scrollBehavior === "smooth").length""")
    assert (durations > 0) == moves


def test_what_is_folded_on_the_screen_is_read_on_paper(kind):
    someone = kind("page")
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
