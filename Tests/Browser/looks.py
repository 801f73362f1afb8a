"""Ways to look at a page that is open. Each gives what it found wrong, in words.

A page is prepared once and looked at in all these ways: what takes long is coming there.
"""

import contextlib
import re

from axe_playwright_python.sync_playwright import Axe

from people import DESK, ENLARGED, PHONE

STANDARD = {"type": "tag",
            "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


@contextlib.contextmanager
def seen(person, screen=None, **media):
    """The page as others have it: another screen, other colours, on paper."""
    if media:
        person.page.emulate_media(**media)
    if screen:
        person.page.set_viewport_size(screen)
    try:
        yield
    finally:
        person.page.set_viewport_size(DESK)
        person.page.emulate_media(media="screen", forced_colors="none", contrast="no-preference",
                                  color_scheme="dark" if person.dark else "light")


def violations(person, run_only=STANDARD, apart_from=()):
    """What axe-core finds against WCAG 2.2 AA."""
    results = Axe().run(person.page, options={
        "runOnly": run_only, "rules": {rule: {"enabled": False} for rule in apart_from}})
    return [f"{violation['id']}: {violation['help']}: {node['html'][:200]}: "
            f"{node.get('failureSummary', '')[:300]}"
            for violation in results.response["violations"] for node in violation["nodes"]]


def colours(person, dark):
    """What cannot be read at the other time of the day."""
    with seen(person, color_scheme="dark" if dark else "light"):
        return violations(person, run_only=COLOURS)


def language(person):
    said = person.page.locator("html").get_attribute("lang")
    return [] if said == person.language else [f"the page says that it is in {said}"]


def soundness(person, check):
    """What the W3C's Nu checker has to say of the page as it was sent, also in passing."""
    source = person.source()
    found = [] if source.startswith("<!DOCTYPE html>") else ["no document type"]
    return found + [finding for finding in check(source) if not _misread(finding, source)]


def _misread(finding, source):
    """The checker leaves a part in another language at the first end tags inside an SVG picture: what stands
    after it in `<section lang="en">` it takes for the language of the page."""
    return (finding.startswith("warning: This document appears to be written in English")
            and "<h1>Design</h1>" in source and not re.search(r"<section (?![^>]*lang=\"en\")", source))


def phone(person):
    with seen(person, PHONE):
        person.picture(f"page-{person.kind}-320-{person.language}")
        return sideways(person, "on a phone of 320 pixels")


def enlarged(person, has_skip_link):
    """Enlarged four times (WCAG 2.2, 1.4.10); whoever needs that skips to the content."""
    with seen(person, ENLARGED):
        found = sideways(person, "enlarged four times")
        if has_skip_link:
            link = person.page.locator("a.skip")
            link.focus()
            if not link.is_visible():
                found.append("the link that skips to the content cannot be seen")
            link.blur()
        return found


def right_to_left(person):
    """No language of the Union is written from the right; a neighbour's may be offered one day."""
    with seen(person, PHONE):
        person.page.evaluate("document.documentElement.dir = 'rtl'")
        person.picture(f"rtl-{person.kind}")
        found = sideways(person, "written from the right")
        brand = person.page.locator("header.site .brand img")
        if brand.count() and brand.bounding_box()["x"] <= PHONE["width"] / 2:
            found.append("the mark stands on the left when the text begins at the right")
        person.page.evaluate("document.documentElement.removeAttribute('dir')")
        return found


def sideways(person, when):
    return [f"scrolls sideways {when}"] if person.scrolls_sideways() else []


BARE_CONTROLS = """() => [...document.querySelectorAll(
    ".button:not(.button-quiet), main input:not([type=hidden]), main select, main textarea")]
    .filter((e) => e.checkVisibility() && getComputedStyle(e).borderTopWidth === "0px"
        && !["radio", "checkbox"].includes(e.type))
    .map((e) => "no border in forced colours: " + e.outerHTML.slice(0, 200))"""

INKS = """() => [document.body, ...document.querySelectorAll(".stones strong")]
    .map((e) => getComputedStyle(e).color)"""


def forced_colours(person, dark):
    """Whoever has few colours of their own still sees fields, buttons and bars."""
    with seen(person, forced_colors="active", color_scheme="dark" if dark else "light"):
        person.picture(f"forced-{person.kind}-{'dark' if dark else 'light'}")
        assert person.page.evaluate("matchMedia('(forced-colors: active)').matches")
        found = person.page.evaluate(BARE_CONTROLS)
        if len(set(person.page.evaluate(INKS))) != 1:
            found.append("text over a picture has not the system's own ink")
        # The colours are the system's own: axe-core reads those of the style sheet.
        return found + violations(person, apart_from=["color-contrast"])


PROBES = """() => ["--muted", "--ink"].map((name) => {
    const probe = document.body.appendChild(document.createElement("p"));
    probe.style.setProperty("color", `var(${name})`);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
})"""


def more_contrast(person):
    with seen(person, contrast="more"):
        muted, ink = person.page.evaluate(PROBES)
        found = [] if muted == ink else ["muted text stays muted for those who ask for contrast"]
        return found + violations(person)


PAPER = """() => ({
    paper: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.body).color,
    pressed: [...document.querySelectorAll("nav, .button, .skip, footer.site")]
        .filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 90)),
    heading: document.querySelector("h1").checkVisibility(),
})"""


def paper(person):
    """Black on white, without what can only be pressed, and with what the page is about."""
    with seen(person, media="print", color_scheme="dark"):
        printed = person.page.evaluate(PAPER)
        found = [f"can be pressed on paper: {each}" for each in printed["pressed"]]
        if (printed["paper"], printed["ink"]) != ("rgb(255, 255, 255)", "rgb(0, 0, 0)"):
            found.append(f"printed {printed['ink']} on {printed['paper']}")
        if not printed["heading"]:
            found.append("printed without its heading")
        if len(person.page.pdf(format="A4")) <= 10_000:
            found.append("nothing comes out of the printer")
        return found
