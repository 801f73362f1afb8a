"""How people talk about an initiative: they comment and answer, mend what they said and stand by what
others have read, wait no longer than promised, and lose nothing when a discussion is closed."""

import contextlib
import re
import sqlite3

import pytest

from accounts import Member, fill, press
from conftest import serving
from people import PHONE, Visit
from talks import (
    DISCUSSION, is_read, let_all_stand, let_people_talk, moderator, say, trusted, until, waiting,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory, chromium):
    """A demonstration in which people talk about initiatives; the first comment of each waits."""
    with serving(tmp_path_factory.mktemp("comments"), "--free-writes", "10000") as site:
        organiser = Visit(chromium, site)
        let_people_talk(organiser)
        assert until(lambda: organiser.page.goto(
            f"{site.address}/en/{DISCUSSION}").status == 200)
        organiser.close()
        yield site


@pytest.fixture(scope="module")
def rosa(site):
    return moderator(site)


def comment_on(person):
    """The name of the comment whose page is open."""
    person.page.wait_for_url(re.compile(r"/comments/[0-9A-Z]+$"))
    return person.page.url.rsplit("/", 1)[1]


def tab_to_link(person, ending, most=120):
    """Goes on with the Tab key until a link that leads there has the focus."""
    for _ in range(most):
        person.page.keyboard.press("Tab")
        address = person.page.evaluate("document.activeElement.getAttribute('href') || ''")
        if address.endswith(ending):
            return person
    raise AssertionError(f"{ending} cannot be reached")


def type_and_send(person, text):
    """Types where the focus is, goes to the next thing, which is the button, and presses it."""
    person.page.keyboard.type(text)
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.matches('main form button')")
    person.page.keyboard.press("Enter")


def let_ten_minutes_pass(site, comment):
    """Nobody waits so long for a test: the comment is made older than it is."""
    with contextlib.closing(sqlite3.connect(f"{site.data}/parvis.sqlite", timeout=20)) as database:
        changed = database.execute(
            "UPDATE comment SET written_at = written_at - 660000 WHERE id = ?", (comment,)).rowcount
        database.commit()
    assert changed == 1


def numbers(person):
    """What the heading of a discussion counts, and what stands below it."""
    count = person.page.locator("main h1").inner_text()
    parts = person.page.locator(".comment-tally li").all_inner_texts()
    return int(re.match(r"\d+", count)[0]), [int(re.match(r"\d+", part)[0]) for part in parts]


def test_a_member_comments_and_another_answers_by_keyboard_without_a_script(visit, site, rosa):
    ada, bob = trusted(site, rosa), trusted(site, rosa, "Bob Dylan")
    person = visit(javascript=False).signed_in_as(ada).open(DISCUSSION)
    person.tab_to("field-stance-3")
    person.page.keyboard.press("ArrowUp")
    person.page.keyboard.press("ArrowUp")
    assert person.page.locator("#field-stance-1").is_checked()
    person.tab_to("field-comment", most=3)
    type_and_send(person, "Benches for grandmothers")
    comment = comment_on(person)
    person.sees("Benches for grandmothers")
    assert until(lambda: is_read(site, "Benches for grandmothers"))

    other = visit(javascript=False, screen=PHONE).signed_in_as(bob).open(DISCUSSION)
    before, parts = numbers(other)
    assert sum(parts) == before
    tab_to_link(other, f"/comments/{comment}#reply").page.keyboard.press("Enter")
    other.page.wait_for_url(f"**/comments/{comment}#reply")
    other.tab_to("field-comment")
    type_and_send(other, "And for grandfathers")
    other.sees("In reply to").sees("Benches for grandmothers").sees("And for grandfathers")

    # Numbers go on adding up, and both are read where everybody reads them.
    assert until(lambda: is_read(site, "And for grandfathers"))
    reader = visit().open(DISCUSSION)
    after, parts = numbers(reader)
    assert after == before + 1 and sum(parts) == after and len(parts) == 4
    answered = reader.page.locator(f"#comment-{comment}")
    assert "And for grandfathers" in answered.inner_text()


def test_what_is_mended_soon_leaves_no_trace_and_later_a_version_is_read(visit, site, rosa):
    ada = trusted(site, rosa)
    person = visit().signed_in_as(ada).open(DISCUSSION)
    press(fill(person, stance="neutral", comment="Frist thoughts"), "Post comment")
    comment = comment_on(person)
    person.page.locator(f"a[href$='/comments/{comment}/text']").click()
    person.sees("without a trace")
    press(fill(person, comment="First thoughts"), "Save")
    assert comment_on(person) == comment
    person.sees("First thoughts")
    assert person.page.get_by_role("link", name="Edited").count() == 0

    let_ten_minutes_pass(site, comment)
    person.open(f"initiatives/comments/{comment}/text").sees("People may have read your comment")
    press(fill(person, comment="Second thoughts"), "Save")
    assert comment_on(person) == comment
    assert until(lambda: is_read(site, "Second thoughts"))

    reader = visit(javascript=False, screen=PHONE).open(f"initiatives/comments/{comment}")
    reader.page.get_by_role("link", name="Edited").click()
    reader.page.wait_for_url("**/versions")
    reader.sees("What it says now").sees("Second thoughts").sees("First thoughts")
    assert "Frist" not in reader.page.content()

    # Its author takes all of it back.
    person.open(f"initiatives/comments/{comment}/withdrawal")
    press(person, "Delete")
    person.page.wait_for_url("**/discussions/**")
    assert until(lambda: not is_read(site, "Second thoughts"))
    # A page of a second ago may be shown for a second.
    versions = f"{reader.address}/{reader.language}/initiatives/comments/{comment}/versions"
    assert until(lambda: reader.page.goto(versions).status == 404)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_moderators_close_a_discussion_and_nobody_loses_what_they_typed(visit, site, rosa, language):
    words = {"en": ("Manage this discussion", "Close the discussion", "This discussion is closed",
                    "Open the discussion again", "Post comment", "What you wrote"),
             "fr": ("Gérer cette discussion", "Clore la discussion", "Cette discussion est close",
                    "Rouvrir la discussion", "Publier le commentaire", "Ce que vous avez écrit")}
    manage, close, closed, reopen, post, typed = words[language]
    ada = trusted(site, rosa)
    late = visit(language=language, javascript=False).signed_in_as(ada).open(DISCUSSION)
    fill(late, stance="for", comment="I typed this for an hour")

    person = visit(language=language).signed_in_as(rosa).open(DISCUSSION)
    person.page.get_by_role("link", name=manage).click()
    person.page.wait_for_url("**/admin/discussions/**")
    press(person, close)
    person.page.locator(".notice-success").wait_for()
    try:
        press(late, post)
        late.sees(closed).sees(typed).sees("I typed this for an hour")
        assert not is_read(site, "I typed this for an hour")
        reader = visit(language=language, screen=PHONE)
        assert until(lambda: closed in reader.open(DISCUSSION).page.locator("main").inner_text())
        assert reader.page.locator("main form.comment-form").count() == 0
    finally:
        press(person.open("admin/discussions/spaces/1/initiative/" + DISCUSSION.rsplit("/", 1)[1]),
              reopen)
        person.page.locator(".notice-success").wait_for()
    say(ada, f"Open again, says {language}")
    assert until(lambda: is_read(site, f"Open again, says {language}"))


def test_a_newcomer_is_told_how_long_it_takes_and_waits_no_longer(visit, site, rosa):
    let_all_stand(rosa)
    simone = Member(site, "Simone Veil", "fr").register()
    newcomer = visit(language="fr", screen=PHONE, javascript=False).signed_in_as(simone)
    newcomer.open(DISCUSSION).sees("Un modérateur lit le premier texte de chaque personne")
    press(fill(newcomer, stance="for", comment="Mes tout premiers mots"), "Publier le commentaire")
    newcomer.sees("attend une vérification")
    address = newcomer.page.url
    assert not is_read(site, "Mes tout premiers mots")
    assert visit().page.goto(address).status == 404

    person = visit(javascript=False).signed_in_as(rosa).open(
        f"admin/moderation/cases/{waiting(rosa)[0]}")
    person.sees("Mes tout premiers mots")
    press(person, "Publish")
    assert until(lambda: is_read(site, "Mes tout premiers mots"))
    newcomer.page.goto(address)
    newcomer.sees("Mes tout premiers mots")
    assert "attend une vérification" not in newcomer.page.locator("main").inner_text()

    # Whoever has been read once is read at once.
    newcomer.open(DISCUSSION)
    press(fill(newcomer, stance="neutral", comment="Et les suivants"), "Publier le commentaire")
    newcomer.sees("Et les suivants")
    assert waiting(rosa) == []
    assert until(lambda: is_read(site, "Et les suivants"))


def test_what_is_too_many_waits_in_its_form(visit, chromium, site, rosa):
    ada = trusted(site, rosa)
    organiser = Visit(chromium, site)
    let_people_talk(organiser, most=2)
    try:
        person = visit(javascript=False, screen=PHONE).signed_in_as(ada)
        # The one by which she became known counts too.
        say(ada, "The second of an hour")

        def refused():
            # A server reads its settings anew each second.
            person.open(DISCUSSION)
            press(fill(person, stance="against", comment="One too many"), "Post comment")
            return person.page.locator("#error-summary").count() == 1

        assert until(refused)
        [(field, message)] = person.errors()
        assert field == "comment" and message.startswith("Wait until")
        assert "2 comments an hour" in message
        assert person.page.locator("[name=comment]").input_value() == "One too many"
        assert person.page.locator("[value=against]").is_checked()
    finally:
        let_people_talk(organiser)
        organiser.close()
