"""Takes the pictures of README: `make screenshots`.

    PARVIS_PROGRAM   the program, .build/release/parvis unless told
"""

import os
import pathlib
import subprocess
import tempfile

from playwright.sync_api import sync_playwright

from conftest import CHROMIUM, ROOT, free_port, wait_until_it_answers

PROGRAM = ROOT / os.environ.get("PARVIS_PROGRAM", ".build/release/parvis")
FOLDER = ROOT / "docs" / "screenshots"
PICTURES = [
    ("initiative", "en/initiatives/2025-000002?country=EE", 1200, 860, "light"),
    ("list", "en/initiatives", 1200, 860, "light"),
    ("phone", "fr/initiatives/2025-000002?country=FR#sign", 360, 720, "dark"),
]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        subprocess.run([PROGRAM, "seed", "demo", "--data", data], cwd=ROOT, check=True)
        port, log = free_port(), pathlib.Path(data) / "log"
        with log.open("w") as output:
            server = subprocess.Popen(
                [PROGRAM, "serve", "--data", data, "--port", str(port)], cwd=ROOT, stdout=output)
        try:
            wait_until_it_answers(server, port, log)
            take(f"http://eci.localhost:{port}/")
        finally:
            server.terminate()
            server.wait()


def take(site):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for name, address, width, height, scheme in PICTURES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            page.goto(site + address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
