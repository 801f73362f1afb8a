"""How people change the language: half-way, and without losing anything."""

import pytest

from people import OPEN, residence

TYPED = residence("Maria", "Grünwald", "AT", street="Mühlgasse", postal_code="1010", city="Wien")


def test_maria_changes_to_french_half_way_and_loses_nothing(visit):
    """Maria, a citizen of Germany who lives in Vienna, reads French better than English."""
    maria = visit().open_initiative("DE").type(**TYPED)
    typed = maria.typed()

    maria.page.locator(".languages a[hreflang=fr]").click()
    maria.page.locator("html[lang=fr]").wait_for()

    assert maria.typed() == typed
    assert maria.page.url.endswith(f"/fr/initiatives/{OPEN}?country=DE")
    assert maria.page.title().endswith("Initiative citoyenne européenne (démo)")
    assert maria.page.locator("#submit").inner_text() == "Soutenir cette initiative"
    assert maria.page.evaluate("document.activeElement.hreflang") == "fr"
    assert [request.method for request in maria.sent if request.method != "GET"] == []
    for request in maria.sent:
        assert "Maria" not in request.url
    maria.send().is_thanked()
    assert "/fr/" in maria.page.url


def test_maria_changes_after_choosing_another_nationality(visit):
    """The menu was sent with another nationality than the one she has chosen since."""
    maria = visit().open_initiative("FR")
    maria.page.locator("#field-nationality").select_option("DE")
    maria.page.locator("#statement [name=state][value=DE]").wait_for(state="attached")
    maria.type(first_names="Maria")

    maria.page.locator(".languages a[hreflang=fr]").click()
    maria.page.locator("html[lang=fr]").wait_for()

    assert maria.page.locator("#field-nationality").input_value() == "DE"
    assert maria.typed()["first-names"] == "Maria"


def test_maria_without_javascript_takes_her_form_along(visit):
    maria = visit(javascript=False).open_initiative("DE").type(
        **{**TYPED, "first_names": "Maria Anna"})
    typed = maria.typed()

    maria.page.locator(".other-languages button[value=fr]").click()
    maria.page.locator("html[lang=fr]").wait_for()

    assert maria.typed() == typed
    assert maria.errors() == []
    maria.send().is_thanked()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_the_same_button_does_the_same_with_javascript_and_sends_nothing(visit, javascript):
    maria = visit(javascript=javascript).open_initiative("DE").type(first_names="Maria")

    maria.page.locator(".other-languages button[value=fr]").click()
    maria.page.locator("html[lang=fr]").wait_for()

    assert maria.typed()["first-names"] == "Maria"
    posted = [request for request in maria.sent if request.method == "POST"]
    assert len(posted) == (0 if javascript else 1)


def test_the_menu_of_a_refused_form_leads_to_a_page(visit):
    """The answer to a form stands at an address that cannot be asked for."""
    maria = visit(javascript=False).open_initiative("DE").send()
    maria.page.locator("#error-summary").wait_for()
    assert maria.errors() != []
    assert maria.page.title().startswith("Error: ")

    maria.page.locator(".languages a[hreflang=fr]").click()

    assert maria.page.locator("html").get_attribute("lang") == "fr"
    assert maria.page.locator("#field-nationality").input_value() == "DE"


def test_enter_in_a_field_sends_the_form_and_does_not_change_the_language(visit):
    maria = visit(javascript=False).open_initiative("DE")
    maria.field("first-names").press("Enter")
    assert maria.page.locator("html").get_attribute("lang") == "en"
    maria.page.locator("#error-summary").wait_for()
    assert maria.errors() != []


@pytest.mark.parametrize("path", ["", "initiatives?q=food", f"initiatives/{OPEN}?country=FR",
                                  "privacy"])
def test_the_menu_keeps_the_page_and_names_each_language_in_itself(visit, path):
    someone = visit().open(path)
    links = someone.page.locator("header .languages a")
    assert links.all_inner_texts() == ["English", "Français"]
    assert [link.get_attribute("lang") for link in links.all()] == ["en", "fr"]
    alternates = someone.page.locator("link[rel=alternate][hreflang]")
    assert [link.get_attribute("hreflang") for link in alternates.all()] == ["en", "fr",
                                                                           "x-default"]
    for link, language in zip(alternates.all(), ["en", "fr"]):
        # The one address of the page: whole, and without what is only chosen in advance.
        assert link.get_attribute("href") == (
            f"{someone.address}/{language}/{path.removesuffix('?country=FR')}")
    itself = someone.page.locator("link[rel=canonical]").get_attribute("href")
    assert itself == alternates.first.get_attribute("href")
    links.last.click()
    someone.page.locator("html[lang=fr]").wait_for()
    assert someone.page.url == f"{someone.address}/fr/{path}"
