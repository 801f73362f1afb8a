"""Draws Public/share.png: what other sites show beside a link to a page.

    .venv/bin/python Seeds/tools/share-picture.py

The houses around the square, as lists draw them, in the house's own colours. No dots: a dot stands for
people, and this picture counts nobody. An institution that wants its own sets it:
`parvis tenant edit ID --share FILE`.
"""

import pathlib
import re

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 1200, 630
PAPER, GROUND, DOOR = "#faf7f0", "#e4e3df", "#fff"
COLOURS = ["#6b7aa8", "#17693c", "#8a6a1f", "#1d3f94", "#6b7aa8"]
# A house is 40 units of its drawing wide; two more stand between it and the next.
SCALE, STEP, LINE = 5.4, 42, 490


def paths(name):
    """The drawings of one part of a house: the page's own, so that they never differ."""
    source = (ROOT / "Sources/Markup/Content/HouseMark.swift").read_text()
    block = source.split(f"let {name}: [HTML] = [")[1].split("]")[0]
    return re.findall(r'"(M[^"]+)"', block)


def houses():
    roofs, fronts = paths("roofs"), paths("fronts")
    for place, colour in enumerate(COLOURS):
        x = WIDTH / 2 + ((place - len(COLOURS) / 2) * STEP - 11) * SCALE
        yield (f'<g transform="translate({x} {LINE - 42 * SCALE}) scale({SCALE})" fill="{colour}">'
               f'<path opacity=".5" d="M16 20h32v22H16z"/><path d="{roofs[place % len(roofs)]}"/>'
               f'<path fill="{DOOR}" d="{fronts[place * 5 % len(fronts)]}"/></g>')


def main():
    drawing = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
               f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
               f'<rect y="{LINE}" width="{WIDTH}" height="{HEIGHT - LINE}" fill="{GROUND}"/>'
               f'<rect y="{LINE}" width="{WIDTH}" height="6" fill="{COLOURS[0]}"/>'
               f'{"".join(houses())}</svg>')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(f'<body style="margin:0">{drawing}</body>')
        page.screenshot(path=ROOT / "Public" / "share.png")
        browser.close()


if __name__ == "__main__":
    main()
