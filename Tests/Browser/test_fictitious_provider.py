"""The provider of citizens who do not exist, as a newcomer meets it."""

import urllib.parse

import pytest

PLACE = "/development/provider/authorization"
SECRET = "abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE"


def question(site, language, **changes):
    """What a client's browser asks; it comes back to the home page, which needs no account."""
    fields = {"response_type": "code", "client_id": "parvis", "scope": "openid profile",
              "redirect_uri": f"{site.address}/{language}", "state": SECRET, "nonce": SECRET,
              "code_challenge": SECRET, "code_challenge_method": "S256", "acr_values": "eidas1",
              "ui_locales": language, **changes}
    return f"{site.address}{PLACE}?{urllib.parse.urlencode(fields)}"


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_newcomer_becomes_somebody_with_one_button(visit, site, language, javascript):
    someone = visit(language=language, javascript=javascript)
    someone.page.goto(question(site, language))
    assert {"en": "No real identity.", "fr": "Aucune identité réelle."}[language] in \
        someone.page.get_by_role("heading", level=2).inner_text()
    someone.page.get_by_role("button", name="Zoé Béranger").click()

    arrived = urllib.parse.urlsplit(someone.page.url)
    answer = urllib.parse.parse_qs(arrived.query)
    assert arrived.path == f"/{language}"
    assert answer["state"] == [SECRET]
    assert answer["iss"] == [f"{site.address}/development/provider"]
    assert len(answer["code"][0]) == 43


def test_whoever_gives_up_is_sent_back(visit, site):
    someone = visit()
    someone.page.goto(question(site, "en"))
    someone.page.get_by_role("button", name="Cancel and go back").click()

    answer = urllib.parse.parse_qs(urllib.parse.urlsplit(someone.page.url).query)
    assert answer["error"] == ["access_denied"]
    assert "code" not in answer


def test_nobody_is_sent_to_a_foreign_site(visit, site):
    someone = visit()
    answer = someone.page.goto(question(site, "en", redirect_uri="https://evil.example/"))

    assert answer.status == 400
    assert someone.page.get_by_role("button").count() == 0
