"""Léa runs an institution from her phone, without JavaScript, and visitors read what she wrote."""

import struct
import time
import urllib.parse
import urllib.request
import zlib

from account_pages import administrator, submit
from people import PHONE


def picture(width=96, height=48):
    """A red PNG."""
    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\0" + b"\xc0\x20\x20" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def test_a_logo_is_sent_seen_by_visitors_and_removed(visit):
    lea = administrator(visit(screen=PHONE, javascript=False)).open("admin/institution/pictures")
    form = lea.page.locator("form[action$='/logo']")
    form.locator("input[type=file]").set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": picture()})
    form.locator("[name=text-en]").fill("The red flag")
    form.locator(".button").click()
    lea.sees("Saved.").sees("96 × 48")

    def mark_of_visitors():
        visitor = visit().open("accessibility")
        return visitor.page.locator("header.site .brand img").get_attribute("alt")

    assert until(lambda: mark_of_visitors() == "The red flag")
    lea.page.locator("form[action$='/logo/removal'] .button").click()
    lea.sees("Removed.")
    # A page of the second before still names the picture: it is asked for without what belongs to it.
    parts = urllib.parse.urlsplit(lea.page.url)
    page = urllib.request.Request(
        f"http://127.0.0.1:{parts.port}/en/accessibility", headers={"Host": parts.netloc})
    assert until(lambda: b"The red flag" not in urllib.request.urlopen(page, timeout=20).read())
    assert mark_of_visitors() == ""


def test_terms_are_written_looked_at_and_published(visit):
    lea = administrator(visit(screen=PHONE, javascript=False)).open("admin/institution/legal/terms")
    submit(lea)
    lea.page.locator("a[href$='/texts/en']").click()
    lea.page.locator("textarea").fill("## Fair play\n\n- Sign **once**.")
    submit(lea)
    lea.page.locator("a[href$='/preview']").click()
    assert lea.page.locator("article h2").first.inner_text() == "Fair play"
    lea.open("admin/institution/legal/terms").page.locator("form[action$='/publication'] .button").click()
    lea.sees("Published.")

    visitor = visit().open("terms").sees("Version 1, in force since")
    assert visitor.page.locator("article strong").inner_text() == "once"
    assert until(lambda: visit().open("accessibility").page.locator(
        "footer.site a[href='/en/terms']").count() == 1)


def until(holds, patience=20):
    """A server reads its institutions anew each second."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False
