"""Parts that no page of the demonstration uses yet, on the page that shows them all."""

import pytest


def test_a_counter_says_what_is_left_and_moves_nothing(visit):
    someone = visit().open("design")
    area, line = (someone.page.locator(f"#field-area{end}") for end in ("", "-count"))
    assert line.inner_text() == "200 characters at most"
    height = line.bounding_box()["height"]

    area.fill("Hello 👨‍👩‍👧")
    assert line.inner_text() == "Characters left: 193"
    assert line.bounding_box()["height"] == height
    area.fill("x" * 203)
    assert line.inner_text() == "Characters over the limit: 3"
    assert area.input_value() == "x" * 203


def test_a_text_that_is_too_long_says_so_when_the_page_opens(visit):
    someone = visit(language="fr").open("design")
    assert someone.page.locator("#field-wrong-area-count").inner_text() == \
        "Caractères en trop\u00a0: 8"


def test_a_dialog_holds_the_focus_and_escape_gives_it_back(visit):
    someone = visit().open("design")
    opener = someone.page.locator("#sample-dialog-opener")
    opener.focus()
    someone.page.keyboard.press("Enter")
    dialog = someone.page.locator("#sample-dialog")
    assert dialog.evaluate("dialog => dialog.matches(':modal')")
    assert dialog.evaluate("dialog => dialog.contains(document.activeElement)")
    someone.page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert someone.focus() == "sample-dialog-opener"
    assert "#" not in someone.page.url


def test_without_javascript_a_dialog_stands_open_in_the_page(visit):
    someone = visit(javascript=False).open("design")
    dialog = someone.page.locator("#sample-dialog")
    assert not dialog.is_visible()
    someone.page.locator("#sample-dialog-opener").click()
    assert dialog.is_visible()
    dialog.locator("a").click()
    assert not dialog.is_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_every_chart_has_its_table(visit, javascript):
    someone = visit(javascript=javascript).open("design")
    charts = someone.page.locator("figure.chart")
    assert charts.count() == 4
    for chart in charts.all():
        fold = chart.locator("summary")
        if fold.count():
            fold.click()
        assert chart.locator("tbody tr").first.is_visible()
        assert chart.locator("tbody tr").count() >= 4


def test_links_in_the_summary_of_errors_lead_to_their_fields(visit):
    someone = visit().open("design")
    for link in someone.page.locator("#error-summary a").all():
        target = link.get_attribute("href").removeprefix("#")
        assert someone.page.locator(f"[id='{target}']").count() == 1
