"""How people are heard, and treated by rules that they can see and contest: a newcomer waits no longer than
promised, a reader reports without an account, an author appeals, and moderators work by keyboard."""

import time
import urllib.parse

import pytest

import looks
from accounts import Mailbox, Member, fill, new_address, press
from conftest import serving
from people import ENLARGED, PHONE, Visit
from talks import (
    DISCUSSION, OFFICE, decide, is_read, let_all_stand, let_go, let_people_talk, moderator, report,
    report_of, say, talk, trusted, until, waiting, write_usual_reasons,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory, chromium):
    """A demonstration in which people talk about initiatives; the first comment of each waits."""
    with serving(tmp_path_factory.mktemp("talking"), "--free-writes", "10000") as site:
        organiser = Visit(chromium, site)
        let_people_talk(organiser)
        assert until(lambda: organiser.page.goto(
            f"{site.address}/en/{DISCUSSION}").status == 200)
        organiser.close()
        yield site


@pytest.fixture(scope="module")
def rosa(site):
    """A moderator who has written the usual reasons."""
    rosa = moderator(site)
    write_usual_reasons(rosa)
    return rosa


@pytest.fixture(scope="module")
def omar(site):
    return moderator(site, "Omar Khayyam")


def path_of(address):
    return urllib.parse.urlsplit(address).path


def test_a_newcomers_first_comment_waits_and_is_published_within_the_promise(visit, site, rosa):
    let_all_stand(rosa)
    ada = Member(site, "Ada Lovelace").register()
    newcomer = visit(screen=PHONE, javascript=False).signed_in_as(ada).open(DISCUSSION)
    press(fill(newcomer, stance="for", comment="My very first words here"), "Post comment")
    newcomer.sees("waiting for review").sees("A moderator will look at it by")
    assert not is_read(site, "My very first words here")

    person = visit(javascript=False).signed_in_as(rosa).open(OFFICE)
    person.sees("1 case waits").sees("To be read first")
    assert "left" in person.page.locator(".queue time").first.inner_text()
    press(person, "Decide one after another")
    person.sees("My very first words here")
    press(person, "Publish")
    person.sees("Decided: Published").sees("Nothing waits here")
    assert until(lambda: is_read(site, "My very first words here"))
    assert "can be read" in ada.mailbox.next().subject


def test_a_report_a_decision_with_reasons_an_appeal_and_its_reversal(visit, site, rosa, omar):
    ada = trusted(site, rosa)
    say(ada, "Whoever signs this is a fool, as my uncle says")
    assert until(lambda: is_read(site, "a fool, as my uncle says"))

    address = new_address("reader")
    reader = visit(javascript=False, screen=PHONE)
    number = report(reader, "a fool, as my uncle says", email=address)
    press(fill(reader.open("reports"), number=number), "Show")
    reader.sees("Nobody has decided yet")

    person = visit(javascript=False).signed_in_as(rosa).open(OFFICE)
    person.page.get_by_role("link", name="fool").click()
    person.sees("It attacks a person.").sees("1 report")
    press(person, "Hide: Insult")
    person.sees("Decided: Hidden")
    assert until(lambda: not is_read(site, "a fool, as my uncle says"))

    told = Mailbox(site, address).next()
    assert "report" in told.subject and ada.address not in told.text and "Ada" not in told.text
    letter = next(letter for letter in letters(ada) if "hidden" in letter.subject)
    words = " ".join(letter.text.split())
    assert "insults and attacks on people" in words and address not in words
    author = visit(javascript=False, screen=PHONE)
    author.page.goto(next(
        line.strip() for line in letter.text.splitlines() if "/appeals/" in line))
    assert author.heading() == "A decision about your text"
    author.sees("a fool, as my uncle says")
    press(author, "Send the appeal")
    assert [field for field, _ in author.errors()] == ["text"]
    press(fill(author, text="I quoted my uncle, and I disagree with him."), "Send the appeal")
    author.sees("We have your appeal")

    # Whoever decided first leaves the answer to a colleague.
    person.open(f"{OFFICE}/appeals").page.locator("main tbody a").first.click()
    person.sees("you have a part in this decision")
    assert person.page.locator("form[action$='/answers']").count() == 0
    colleague = visit(javascript=False).signed_in_as(omar).open(f"{OFFICE}/appeals")
    colleague.page.locator("main tbody a").first.click()
    colleague.sees("I quoted my uncle")
    press(fill(colleague, granted="yes", answer="It was a quotation. We are sorry."), "Send the answer")
    colleague.sees("The appeal has been answered")

    assert until(lambda: is_read(site, "a fool, as my uncle says"))
    author.page.reload()
    author.sees("You were right").sees("We are sorry")
    press(fill(reader.open("reports"), number=number), "Show")
    reader.sees("This decision no longer holds")
    visitor = visit().open("moderation")
    visitor.sees("How we moderate").sees("Decisions changed")


def letters(member, patience=20):
    """Every email to somebody so far; one at least."""
    end = time.monotonic() + patience
    found = []
    while time.monotonic() < end:
        found.append(member.mailbox.next())
        if not member.mailbox.unread() and any("hidden" in letter.subject for letter in found):
            return found
    return found


def test_two_moderators_do_not_decide_one_case_twice(visit, site, rosa, omar):
    ada = trusted(site, rosa)
    say(ada, "Everything here is rubbish")
    assert until(lambda: is_read(site, "Everything here is rubbish"))
    report(visit(), "Everything here is rubbish")
    one, other = (visit(javascript=False).signed_in_as(each) for each in (rosa, omar))
    for person in (one, other):
        person.open(OFFICE).page.get_by_role("link", name="rubbish").click()
    press(one, "Let it stand")
    one.sees("Decided: Published")
    press(other, "Hide: Insult")
    assert "someone else has changed this" in other.errors()[0][1]
    other.sees("This case is closed")
    assert is_read(site, "Everything here is rubbish")


def stands_on_heading(person):
    """A browser moves the focus a moment after the page has come."""
    for _ in range(100):
        if person.page.evaluate("document.activeElement.matches('h1')"):
            return
        person.page.wait_for_timeout(50)
    raise AssertionError("the focus is not on the heading")


def test_a_queue_is_worked_by_keyboard_alone(visit, site, rosa):
    talk(site, rosa, 4, "Rhubarb")
    person = visit(javascript=False).signed_in_as(rosa).open(f"{OFFICE}?order=oldest")
    person.tab_to("key-b").page.keyboard.press("Enter")
    # The focus is on what was written; the first button is a few steps away.
    person.page.wait_for_url("**/cases/*")
    stands_on_heading(person)
    person.tab_to("key-p", most=12).page.keyboard.press("Enter")
    person.page.wait_for_url("**action=publish**")
    stands_on_heading(person)
    person.tab_to("key-1", most=14).page.keyboard.press("Enter")
    person.page.wait_for_url("**action=hide**")
    assert person.page.locator("#key-u").count() == 1
    assert len(waiting(rosa)) == 2
    let_all_stand(rosa)


def test_one_key_decides_and_the_next_case_follows(visit, site, rosa):
    talk(site, rosa, 5, "Custard")
    person = visit().signed_in_as(rosa).open(f"{OFFICE}?order=oldest")
    keys = person.page.keyboard
    keys.press("?")
    person.sees("Next row")
    keys.press("j")
    assert person.page.evaluate("document.activeElement.closest('.row') !== null")
    keys.press("x")
    assert person.page.locator(".queue input:checked").count() == 1
    keys.press("o")
    person.page.wait_for_url("**/cases/*")
    first = path_of(person.page.url)
    keys.press("j")
    person.page.wait_for_url(lambda url: path_of(url) != first)
    keys.press("k")
    person.page.wait_for_url(lambda url: path_of(url) == first)

    decided = 0
    for key, action in (("p", "publish"), ("h", "hide"), ("1", "hide")):
        # Nothing is decided on a page that nobody can have read yet.
        person.page.wait_for_timeout(400)
        before = person.page.url
        keys.press(key)
        if key == "h":
            assert person.focus() == "key-1"
            keys.press("Enter")
        person.page.wait_for_url(lambda url, before=before: url != before)
        assert f"action={action}" in person.page.url
        decided += 1
    assert len(waiting(rosa)) == 5 - decided
    keys.press("u")
    person.sees("The decision has been taken back")
    assert len(waiting(rosa)) == 5 - decided + 1

    person.page.locator("#shortcuts summary").click()
    press(person, "Turn shortcuts off")
    before = person.page.url
    person.page.wait_for_timeout(400)
    keys.press("p")
    assert person.page.url == before and person.page.locator("kbd:visible").count() > 0
    assert person.page.locator("#key-p kbd").count() == 0
    press(person, "Turn shortcuts on")
    assert person.page.locator("#key-p kbd").count() == 1
    let_all_stand(rosa)


def test_a_letter_is_a_letter_where_one_types(visit, site, rosa):
    talk(site, rosa, 1, "Marmalade")
    person = visit().signed_in_as(rosa).open(f"{OFFICE}?order=oldest")
    person.page.locator(".queue a").first.click()
    person.page.locator("#key-w").click()
    person.page.locator("[name=explanation]").press_sequentially("php, 1 ujo?")
    assert person.page.locator("[name=explanation]").input_value() == "php, 1 ujo?"
    assert "/cases/" in person.page.url and "action=" not in person.page.url
    let_all_stand(rosa)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory, chromium):
    """Where every comment is read first, and 500 of them wait."""
    with serving(tmp_path_factory.mktemp("crowd"), "--free-writes", "10000") as site:
        organiser = Visit(chromium, site)
        let_people_talk(organiser, review="before")
        assert until(lambda: organiser.page.goto(
            f"{site.address}/en/{DISCUSSION}").status == 200)
        organiser.close()
        for name in ("Ada Lovelace", "Bob Dylan"):
            member = Member(site, name).register()
            for number in range(250):
                say(member, f"{name} has thought of this for the {number + 1}th time")
        yield site


def test_a_queue_of_five_hundred_is_worked_by_keyboard(chromium, crowd):
    rosa = moderator(crowd)
    write_usual_reasons(rosa)
    person = Visit(chromium, crowd).signed_in_as(rosa).open(OFFICE)
    person.sees("500 cases wait.")
    keys = person.page.keyboard
    person.page.wait_for_timeout(350)
    keys.press("b")
    person.page.wait_for_url("**/cases/*")
    for number in range(20):
        person.page.wait_for_timeout(350)
        before = person.page.url
        keys.press("p" if number % 4 else "2")
        person.page.wait_for_url(lambda url, before=before: url != before)
    person.open(OFFICE).sees("480 cases wait.")

    # The others together, after a look at each.
    button = person.page.get_by_role("button", name="Decide all of them together")
    button.focus()
    keys.press("Enter")
    person.sees("Decide 480 cases together")
    person.page.locator("[name=decision][value=publish]").focus()
    keys.press("Space")
    look = person.page.get_by_role("button", name="Look at each one")
    look.focus()
    keys.press("Enter")
    person.sees("Before you decide")
    assert person.page.locator(".queue input:checked").count() == 480
    last = person.page.get_by_role("button", name="Let 480 texts stand")
    last.focus()
    keys.press("Enter")
    person.sees("All of them have been decided").sees("Nothing waits here")
    assert person.complaints == []
    person.close()


def shown(path):
    return lambda person, _: person.open(path)


def office(path):
    return lambda person, rosa: person.signed_in_as(rosa).open(path)


def one_case(person, rosa):
    person.signed_in_as(rosa).open(f"{OFFICE}/cases/{waiting(rosa)[0]}")


def case_errors(person, rosa):
    one_case(person, rosa)
    person.page.locator("#key-w").click()
    person.page.locator(".decide details .button").click()
    person.page.locator("#error-summary").wait_for()


def report_form(person, _):
    report_of(person, "Looked at")


def report_errors(person, _):
    report_of(person, "Looked at")
    person.page.locator("main form .button").click()
    person.page.locator("#error-summary").wait_for()


def report_receipt(person, _):
    report(person, "Looked at")


def report_state(person, _):
    number = report(person, "Looked at")
    fill(person.open("reports"), number=number)
    person.page.locator("main form .button").click()
    person.page.locator(".notice").wait_for()


def chosen(person, rosa):
    person.signed_in_as(rosa).open(OFFICE).page.locator("button[name=all]").click()
    person.page.locator("[name=decision]").first.wait_for()


def previewed(person, rosa):
    chosen(person, rosa)
    fill(person, decision="publish")
    person.page.locator("main form p > .button").last.click()
    person.page.locator(".preview").wait_for()


PAGES = {
    "report": report_form, "report-errors": report_errors, "report-receipt": report_receipt,
    "report-follow": shown("reports"), "report-state": report_state,
    "appeal-gone": lambda person, _: person.open("appeals/nothing", expecting=410),
    "transparency": shown("moderation"), "policy": shown("moderation-policy"),
    "own-moderation": office("account/moderation"),
    "queue": office(OFFICE), "case": one_case, "case-errors": case_errors, "bulk": chosen,
    "preview": previewed, "appeals": office(f"{OFFICE}/appeals"),
    "decisions": office(f"{OFFICE}/decisions"), "reasons": office(f"{OFFICE}/templates"),
    "reason": office(f"{OFFICE}/templates/1"), "reason-new": office(f"{OFFICE}/templates/blank"),
    "rules": office(f"{OFFICE}/rules"), "rule-new": office(f"{OFFICE}/rules/blank"),
    "suspensions": office(f"{OFFICE}/suspensions"),
}


@pytest.fixture(scope="module")
def looked_at(site, rosa):
    """A comment that is reported, one that is hidden, and a moderator who reads French."""
    talk(site, rosa, 2, "Looked at")
    decide(rosa, waiting(rosa)[0], "hide.1")
    let_go(rosa)
    return {"en": rosa, "fr": moderator(site, "Françoise Giroud", "fr")}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_can_be_used_by_everybody(visit, looked_at, check, name, language):
    """English by day and French by night, in full; the colours of the other time; every size."""
    night = language == "fr"
    someone = visit(language=language, dark=night)
    someone.kind = name
    PAGES[name](someone, looked_at[language])
    someone.picture(f"page-{name}-{'dark' if night else 'light'}")

    found = looks.language(someone) + looks.violations(someone) + looks.colours(someone, not night)
    found += looks.phone(someone) + looks.enlarged(someone, has_skip_link=True)
    found += looks.soundness(someone, check)

    assert found == []


@pytest.mark.parametrize("width", [640, 800, 1050])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_wide_tables_scroll_by_keyboard_and_the_page_does_not(visit, looked_at, language, width):
    someone = visit(language=language, screen={"width": width, "height": 800}).open("moderation")
    assert looks.sideways(someone, f"at {width}") == []
    frames = someone.page.locator(".wide-table")
    assert frames.count() == 2
    for frame in frames.all():
        assert frame.get_attribute("aria-label")
        frame.focus()
        room, wide = frame.evaluate("frame => [frame.clientWidth, frame.scrollWidth]")
        someone.page.keyboard.press("ArrowRight")
        someone.page.wait_for_timeout(300)
        assert (frame.evaluate("frame => frame.scrollLeft") > 0) == (wide > room)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_that_decides_is_on_the_first_screen(visit, looked_at, language):
    """What was written, why it is here, and the buttons: nobody scrolls to decide."""
    someone = visit(language=language, screen={"width": 1280, "height": 900})
    one_case(someone, looked_at[language])
    for part in (".case h1", ".contribution", "#key-p", "#key-1", "#reports h2"):
        place = someone.page.locator(part).first.bounding_box()
        assert place["y"] + place["height"] <= 900, part


@pytest.mark.parametrize("name", ["queue", "case", "preview", "report"])
def test_large_text_breaks_nothing(visit, looked_at, name):
    someone = visit(screen=ENLARGED)
    PAGES[name](someone, looked_at["en"])
    someone.page.evaluate("document.documentElement.style.fontSize = '34px'")
    assert looks.sideways(someone, "with large text") == []
