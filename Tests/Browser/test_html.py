"""Every kind of page is sound HTML: the W3C's Nu checker has nothing to say, not even in passing."""

import pytest

from test_pages import PAGES

# A doubt is shown by the browser alone; the same markup by the server is in `form-errors`.
SENT_BY_SERVER = [name for name in PAGES if name != "form-doubt"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", SENT_BY_SERVER)
def test_is_sound(visit, check, name, language):
    someone = visit(portal=name == "portal", language=language, javascript=False)
    PAGES[name](someone)
    source = someone.source()
    assert source.startswith("<!DOCTYPE html>")
    assert check(source) == []


def test_the_checker_finds_what_is_wrong(check):
    found = check("<!DOCTYPE html><html lang=en><title>x</title><ul><p>no item</ul>")
    assert any("not allowed as child" in message for message in found)
