"""On a small phone the menus of the office are folded: what people came for stands on the first screen."""

import pytest

import looks
from account_pages import administrator
from people import DESK, ENLARGED, PHONE

OFFICE = ["office-today", "office-audit", "office-server", "office-institution", "office-legal-page",
          "office-provider-new", "office-spaces", "office-space", "office-phases", "office-initiatives",
          "office-initiative", "office-authorities", "office-exchange", "roles"]
OWN = ["manage", "profile", "data", "codes"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", OFFICE + OWN)
def test_what_people_came_for_stands_on_the_first_screen(kind, name, language):
    someone = kind(name, language=language, screen=PHONE)
    someone.picture(f"menus-{name}-{language}")
    heading = someone.page.locator("main h1").first
    assert heading.bounding_box()["y"] + 40 <= PHONE["height"] / 2
    # Enlarged four times the heading begins there.
    someone.page.set_viewport_size(ENLARGED)
    assert heading.bounding_box()["y"] <= ENLARGED["height"] - 24


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_the_menu_of_the_office_opens_by_keyboard(visit, javascript):
    lea = administrator(visit(screen=PHONE, javascript=javascript)).open("admin/institution/legal")
    fold = lea.page.locator(".office-menu summary")
    spaces = lea.page.locator(".office-menu").get_by_role("link", name="Spaces", exact=True)
    languages = lea.page.locator(".office-menu").get_by_role("link", name="Languages", exact=True)
    assert "Legal pages" in fold.inner_text()
    assert not spaces.is_visible() and not languages.is_visible()
    fold.focus()
    lea.page.keyboard.press("Enter")
    languages.wait_for()
    lea.page.keyboard.press("Tab")
    lea.page.keyboard.press("Tab")
    lea.page.keyboard.press("Enter")
    lea.page.wait_for_url("**/admin/spaces")
    assert not spaces.is_visible()


def test_on_a_wide_screen_the_menus_are_there_whatever_was_pressed(visit):
    lea = administrator(visit(screen=PHONE)).open("admin/institution")
    spaces = lea.page.locator(".office-menu").get_by_role("link", name="Spaces", exact=True)
    for _ in range(2):
        lea.page.set_viewport_size(PHONE)
        lea.page.locator(".office-menu summary").click()
        lea.page.set_viewport_size(DESK)
        assert spaces.is_visible()
        assert not lea.page.locator(".fold").first.is_visible()
        # Wider than the text that it leads to, and never wider than the screen.
        assert not lea.scrolls_sideways()


def test_the_menus_are_seen_with_few_colours_and_not_on_paper(kind):
    lea = kind("office-legal-page", screen=PHONE)
    menu, fold = lea.page.locator(".office-menu"), lea.page.locator(".office-menu summary")
    fold.click()
    with looks.seen(lea, PHONE, forced_colors="active"):
        assert fold.is_visible() and menu.locator("a").first.is_visible()
        assert menu.evaluate("e => getComputedStyle(e).borderTopWidth") != "0px"
    with looks.seen(lea, PHONE, media="print"):
        assert not fold.is_visible() and not menu.locator("a").first.is_visible()
    assert looks.right_to_left(lea) == []


def test_several_spaces_fold_in_the_head_of_every_page(visit):
    """The demonstration has one space; what a header looks like with more is made here."""
    someone = visit(screen=PHONE).open()
    someone.page.evaluate("""() => {
        const menu = document.querySelector("header.site .menu");
        menu.insertAdjacentHTML("afterbegin",
            '<details class="fold"><summary>Menu</summary></details>');
        const item = menu.querySelector("li");
        for (let i = 0; i < 3; i++) item.after(item.cloneNode(true));
    }""")
    items = someone.page.locator("header.site .menu li a")
    assert not items.first.is_visible()
    before = someone.page.locator("main h1").first.bounding_box()["y"]
    someone.page.locator("header.site .fold summary").click()
    assert all(item.is_visible() for item in items.all())
    assert not someone.scrolls_sideways()
    # It lies over the page, and moves nothing.
    assert someone.page.locator("main h1").first.bounding_box()["y"] == before
    someone.page.set_viewport_size(DESK)
    assert items.last.is_visible() and not someone.page.locator(".fold").first.is_visible()
