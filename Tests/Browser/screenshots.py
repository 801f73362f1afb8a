"""Takes the pictures of README: `make screenshots`.

Key pages wide and narrow, by day and by night.

    PARVIS_PROGRAM   the program, .build/release/parvis unless told
"""

import os
import pathlib
import subprocess
import tempfile

from playwright.sync_api import sync_playwright

from accounts import Member
from conftest import CHROMIUM, ROOT, free_port, wait_until_it_answers
from people import Site

PROGRAM = ROOT / os.environ.get("PARVIS_PROGRAM", ".build/release/parvis")
FOLDER = ROOT / "docs" / "screenshots"
SCREENS = {"wide": (1200, 860), "narrow": (360, 760)}
SCHEMES = ["light", "dark"]
PAGES = {
    "home": "en/",
    "list": "en/initiatives",
    "initiative": "en/initiatives/2025-000002",
    "form": "fr/initiatives/2025-000002?country=FR#sign",
    "sign-in": "en/sign-in",
    "provider": "en/sign-in/providers/development",
}
# At the institution that has petitions: its list, the one that is signed most, one that was answered.
PETITION_PAGES = {
    "petitions": "en/petitions",
    "petition": "fr/petitions/33",
    "petition-answered": "fr/petitions/2",
}
# Seen by somebody with an account.
OWN_PAGES = {
    "account": "en/account",
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        subprocess.run([PROGRAM, "seed", "demo", "--data", data], cwd=ROOT, check=True)
        port, log = free_port(), pathlib.Path(data) / "log"
        serve = [PROGRAM, "serve", "--data", data, "--port", str(port), "--development"]
        with log.open("w") as output:
            server = subprocess.Popen(serve, cwd=ROOT, stdout=output)
        try:
            wait_until_it_answers(server, port, log)
            take(Site(f"http://eci.localhost:{port}", f"http://localhost:{port}",
                      pathlib.Path(data), log, PROGRAM, ROOT))
        finally:
            server.terminate()
            server.wait()


def take(site):
    ada = Member(site).register()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for screen, (width, height) in SCREENS.items():
            for scheme in SCHEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme)
                for name, path in PAGES.items():
                    shoot(context, f"{site.address}/{path}", f"{name}-{screen}-{scheme}")
                for name, path in PETITION_PAGES.items():
                    shoot(context, f"{site.senate.address}/{path}", f"{name}-{screen}-{scheme}")
                ada.lend(context)
                for name, path in OWN_PAGES.items():
                    shoot(context, f"{site.address}/{path}", f"{name}-{screen}-{scheme}")
                context.close()
        sign(site, browser)
        browser.close()


def sign(site, browser):
    """A petition in three clicks, on a phone: what stands there before each of them, and after the last."""
    width, height = SCREENS["narrow"]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{site.senate.address}/en/petitions/33")
    clicks = [page.locator(".sign-way a"), page.locator("button:has-text('Zoé')"),
              page.locator("main form button")]
    for number, click in enumerate(clicks, start=1):
        page.wait_for_load_state("networkidle")
        click.first.scroll_into_view_if_needed()
        page.screenshot(path=FOLDER / f"signing-{number}.png")
        click.first.click()
    page.wait_for_url("**/thanks/*")
    page.screenshot(path=FOLDER / "signing-4.png")
    context.close()


def shoot(context, address, name):
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
