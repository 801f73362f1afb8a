"""Every kind of page: sound, fits a small phone, can be used by everybody, loads nothing from elsewhere."""

import pytest

import looks
from kinds import BARE, KINDS, MADE_IN_BROWSER, SENT_WITHOUT_JAVASCRIPT
from petition_pages import PETITION_PAGES_RARELY_SEEN

# Kinds that between them hold every component: these are looked at as few people see them, too.
RARELY_SEEN = {"home", "list", "page", "page-answered", "rules", "form-residence", "form-errors",
               "thanks", "design", "privacy",
               "sign-in", "sign-in-errors", "account", "data", "roles", "recovery-codes",
               *PETITION_PAGES_RARELY_SEEN}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", KINDS)
def test_can_be_used_by_everybody(kind, check, name, language):
    """English by day and French by night, in full; the colours of the other time; every size."""
    night = language == "fr"
    someone = kind(name, language=language, dark=night)
    someone.picture(f"page-{name}-{'dark' if night else 'light'}")

    found = looks.language(someone) + looks.violations(someone) + looks.colours(someone, not night)
    found += looks.phone(someone) + looks.enlarged(someone, has_skip_link=name not in BARE)
    if name not in MADE_IN_BROWSER:
        found += looks.soundness(someone, check)

    assert found == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", sorted(SENT_WITHOUT_JAVASCRIPT))
def test_is_sound_without_javascript(kind, check, name, language):
    assert looks.soundness(kind(name, language=language, javascript=False), check) == []


@pytest.mark.parametrize("name", sorted(RARELY_SEEN))
def test_can_be_used_as_few_people_do(kind, name):
    """With few colours, with more contrast, on paper, and written from the right."""
    someone = kind(name)
    found = [fault for dark in (False, True) for fault in looks.forced_colours(someone, dark)]
    found += looks.more_contrast(someone) + looks.paper(someone) + looks.right_to_left(someone)
    assert found == []


@pytest.mark.parametrize("name", ["home", "list", "page", "form-residence", "error", "privacy",
                                  "sign-in-errors", "account", "codes", "roles"])
def test_reads_the_same_without_javascript(visit, name):
    with_scripts, without = visit(), visit(javascript=False)
    texts = []
    for person in (with_scripts, without):
        KINDS[name](person)
        texts.append(person.page.locator("main h1").all_inner_texts())
    assert texts[0] == texts[1] and texts[0] != []


def test_the_checker_finds_what_is_wrong(check):
    found = check("<!DOCTYPE html><html lang=en><title>x</title><ul><p>no item</ul>")
    assert any("not allowed as child" in message for message in found)


@pytest.mark.parametrize("fault,told", [
    ("main.appendChild(document.createElement('img'))", "image-alt"),
    ("main.style.width = '2000px'", "scrolls sideways on a phone"),
    ("main.style.setProperty('min-width', '330px')", "scrolls sideways enlarged"),
    ("document.documentElement.lang = 'de'", "the page says that it is in de"),
    ("main.querySelector('p').style.color = '#999'", "color-contrast"),
])
def test_each_look_sees_what_is_wrong(kind, fault, told):
    someone = kind("error")
    someone.page.evaluate("const main = document.querySelector('main'); " + fault)
    found = looks.language(someone) + looks.violations(someone)
    found += looks.phone(someone) + looks.enlarged(someone, has_skip_link=True)
    assert any(told in each for each in found), found
