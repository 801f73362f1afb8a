"""Draws Public/share.png: what other sites show beside a link to a page.

    .venv/bin/python Seeds/tools/share-picture.py

The square with its dots and the seven arches of the pages, in the house's own colours. An institution
that wants its own sets it: `parvis tenant edit ID --share FILE`.
"""

import pathlib

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 1200, 630
FULL, ARCHES = 4, 7


def dots():
    rows = range(70, 390, 32)
    for row, y in enumerate(rows):
        for x in range(64, WIDTH - 40, 32):
            near = x < 380 + 46 * row
            yield f'<circle cx="{x}" cy="{y}" r="9" fill="{"#1d3f94" if near else "#dcd8cd"}"/>'


def arches():
    for number in range(ARCHES):
        x, color = 64 + number * 156, "#17693c" if number < FULL else "#c9d3ea"
        yield f'<path d="M{x} 590v-90a62 62 0 0 1 124 0v90z" fill="{color}"/>'
        if number < FULL:
            yield (f'<path d="M{x + 38} 528l18 18 32-36" fill="none" stroke="#fff" '
                   'stroke-width="10" stroke-linecap="round" stroke-linejoin="round"/>')


def main():
    drawing = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
               f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#faf7f0"/>'
               f'<rect width="{WIDTH}" height="14" fill="#1d3f94"/>'
               f'{"".join(dots())}{"".join(arches())}</svg>')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(f'<body style="margin:0">{drawing}</body>')
        page.screenshot(path=ROOT / "Public" / "share.png")
        browser.close()


if __name__ == "__main__":
    main()
