"""What machines and other sites see: lists of pages, feeds, links, and the widget in a frame."""

import http.server
import threading
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

import pytest

from people import OPEN

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def fetch(site, path):
    """Python does not know that names under `localhost` are this machine."""
    parts = urllib.parse.urlsplit(site.address)
    request = urllib.request.Request(
        f"http://127.0.0.1:{parts.port}{path}", headers={"Host": parts.netloc})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.headers, answer.read()


def test_every_page_in_the_sitemap_is_there(site):
    """Each address answers, in its language, and names the others as the page itself does."""
    _, robots = fetch(site, "/robots.txt")
    place = robots.decode().split("Sitemap: ")[1].strip()
    assert place == f"{site.address}/sitemap.xml"
    _, text = fetch(site, "/sitemap.xml")
    entries = ElementTree.fromstring(text).findall(SITEMAP + "url")
    addresses = [entry.find(SITEMAP + "loc").text for entry in entries]
    assert len(addresses) == len(set(addresses)) and len(addresses) > 20
    for entry in [*entries[:8], *entries[-4:]]:
        address = entry.find(SITEMAP + "loc").text
        path = address.removeprefix(site.address)
        headers, body = fetch(site, path)
        language = path.split("/")[1]
        assert f'<html lang="{language}"' in body.decode()
        assert 'content="noindex"' not in body.decode()
        others = {link.get("hreflang"): link.get("href") for link in
                  entry.findall(XHTML + "link")}
        assert others[language] == address and set(others) == {"en", "fr"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_feed_is_sound(site, language):
    """RFC 4287: what a feed and each entry must have, once, and links that lead somewhere."""
    headers, text = fetch(site, f"/{language}/initiatives/feed")
    assert headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(text)
    entries = feed.findall(ATOM + "entry")
    assert 1 < len(entries) <= 50
    for part in [feed, *entries]:
        for name in ("id", "title", "updated"):
            assert len(part.findall(ATOM + name)) == 1
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    itself = feed.find(ATOM + "link[@rel='self']").get("href")
    assert itself == f"{site.address}/{language}/initiatives/feed"
    ids = [entry.find(ATOM + "id").text for entry in entries]
    assert len(set(ids)) == len(ids)
    days = [entry.find(ATOM + "published").text for entry in entries]
    assert days == sorted(days, reverse=True)
    link = entries[0].find(ATOM + "link[@rel='alternate']").get("href")
    assert fetch(site, link.removeprefix(site.address))[1]


def test_the_picture_of_a_link_is_there(site, visit):
    someone = visit().open_initiative()
    read = lambda name: someone.page.locator(  # noqa: E731
        f"meta[property='og:{name}']").get_attribute("content")
    headers, picture = fetch(site, read("image").removeprefix(site.address))
    assert headers["Content-Type"] == "image/png"
    width, height = (int.from_bytes(picture[at:at + 4]) for at in (16, 20))
    assert (str(width), str(height)) == (read("image:width"), read("image:height"))
    assert read("title") in someone.page.locator("h1").inner_text()


@pytest.fixture
def campaign():
    """Somebody else's site: `campaign(code)` gives the address of a page with that code."""
    pages = {}

    class Pages(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages["code"].encode())

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(code):
        pages["code"] = f"<!DOCTYPE html><html lang=en><title>Campaign</title>{code}"
        return f"http://127.0.0.1:{server.server_port}/"

    yield put
    server.shutdown()


@pytest.mark.parametrize("width", [280, 480])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_campaign_shows_the_widget(chromium, site, visit, campaign, width, dark):
    """Zofia copies the code; whoever presses its button signs in a tab of their own."""
    zofia = visit().open(f"initiatives/{OPEN}/embedding?country=PL&language=fr")
    code = zofia.page.locator("#field-frame").input_value()
    context = chromium.new_context(color_scheme="dark" if dark else "light",
                                   viewport={"width": width + 16, "height": 540})
    page = context.new_page()
    page.goto(campaign(code))
    frame = page.frame_locator("iframe")
    frame.locator("h1").wait_for()
    sizes = frame.locator("html").evaluate("""async html => {
        if (document.readyState !== "complete")
            await new Promise(then => addEventListener("load", then));
        return [html.scrollWidth - html.clientWidth, html.scrollHeight - innerHeight];
    }""")
    assert sizes[0] <= 0 and sizes[1] <= 0, "all of it is seen without scrolling"
    with context.expect_page() as opened:
        frame.locator("a.button").click()
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{site.address}/fr/initiatives/{OPEN}?country=PL#sign"
    assert context.cookies() == []
    context.close()


def test_no_other_page_can_be_framed(chromium, site, campaign):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(campaign(f'<iframe src="{site.address}/en/initiatives/{OPEN}"></iframe>'))
    page.wait_for_load_state("networkidle")
    assert page.frame_locator("iframe").locator("form").count() == 0
    context.close()
