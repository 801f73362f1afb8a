"""Nadia writes a petition, Zoé signs one on her phone, Inès is seventeen, and the Conference answers before its time.

They meet in French and in English, most of them without JavaScript.
"""

import pytest

from account_pages import newcomer
from accounts import new_address, press
from people import PHONE
from petitioners import (
    OF_INES, OF_THE_CONFERENCE, OF_ZOE, YOUNG, arrive, author, author_of, conference, follow, go,
    go_on, is_told, leave, new_title, pdf, press_on, send_in, stored, take, told, words, write,
)
from talks import until

ASKED = {"en": "Say how many benches, and where.", "fr": "Dites combien de bancs, et où."}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nadia_files_a_petition_corrects_it_and_sees_it_published(visit, site, language):
    nadia = visit(senate=True, language=language, screen=PHONE, javascript=False)
    title = new_title()
    number = write(nadia, title, "Nos rues sont sans ombre.\n\nNous demandons des bancs.")
    nadia.sees(title)
    send_in(nadia).sees(words(nadia, "petitions.mine.done.submitted"))
    assert not nadia.scrolls_sideways()
    address = author_of(nadia).address
    assert visit(senate=True).open(f"petitions/{number}", expecting=404)

    staff = visit(senate=True, language=language, javascript=False)
    take(conference(staff), number, "send-back", ASKED[language])
    assert is_told(nadia.site, address, words(
        nadia, "petitions.letter.step.send-back", title=title))
    nadia.open(f"petitions/mine/{number}").sees(ASKED[language])
    go(nadia, "petitions.mine.correct.button")
    # What was asked stands beside every step, and nothing has to be typed again.
    nadia.sees(ASKED[language])
    go_on(go_on(nadia), body="Nous demandons dix bancs dans chaque rue sans arbres.")
    go_on(nadia)
    send_in(nadia)

    take(staff, number, "publish")
    assert is_told(nadia.site, address, words(nadia, "petitions.letter.step.publish", title=title))
    reader = visit(senate=True, language=language)
    path = f"{reader.address}/{language}/petitions/{number}"
    assert until(lambda: reader.page.goto(path).status == 200)
    assert reader.heading() == title
    reader.sees("dix bancs dans chaque rue").sees(words(reader, "petitions.state.collecting"))
    assert "Nadia" not in reader.page.locator("main").inner_text()
    go(author(nadia).open(f"petitions/mine/{number}"), "petitions.mine.public.button")
    assert nadia.heading() == title


@pytest.mark.parametrize("language, citizen", [
    ("en", "Zoé Béranger"), ("fr", "Marguerite d’Aubigné-Noël")])
def test_zoe_signs_in_three_clicks_checks_her_receipt_and_takes_it_back(
        visit, site, language, citizen):
    zoe = visit(senate=True, language=language, screen=PHONE, javascript=False)
    before = stored(zoe.site, OF_ZOE)
    zoe.open(f"petitions/{OF_ZOE}").sees(words(zoe, "petitions.panel.promise"))
    assert not zoe.scrolls_sideways()

    zoe.page.locator(".sign-way a").first.click()
    press(zoe, citizen)
    zoe.page.wait_for_url(f"**/petitions/{OF_ZOE}/signature")
    assert not zoe.scrolls_sideways()
    press_on(zoe, "petitions.sign.button")

    zoe.page.wait_for_url("**/thanks/*")
    assert zoe.heading() == words(zoe, "petitions.thanks.title")
    assert not zoe.scrolls_sideways()
    receipt = zoe.page.url.rsplit("/", 1)[1]
    assert stored(zoe.site, OF_ZOE)[0] == before[0] + 1
    zoe.open(f"petitions/{OF_ZOE}").sees(words(zoe, "petitions.page.signed"))
    checked = f"petitions/{OF_ZOE}/receipts/{receipt}"
    zoe.open(checked).page.locator(".notice-success").wait_for()

    # Whoever signs twice is told that it counts once.
    zoe.open(f"petitions/{OF_ZOE}/signature").sees(words(zoe, "petitions.sign.already.title"))
    press_on(zoe, "petitions.sign.back.button")
    zoe.sees(words(zoe, "petitions.sign.notice.withdrawn.title"))
    assert stored(zoe.site, OF_ZOE)[0] == before[0]
    zoe.open(checked, expecting=404).sees(words(zoe, "petitions.receipt.unknown"))

    names = citizen.split()
    for request in zoe.sent:
        assert not any(name in request.url for name in names)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_ines_is_seventeen_is_told_so_and_nothing_is_stored(visit, site, language):
    ines = visit(senate=True, language=language, screen=PHONE, javascript=False)
    before = stored(ines.site, OF_INES)
    arrive(ines, OF_INES, YOUNG)
    assert ines.heading() == words(ines, "petitions.sign.notice.young.title")
    ines.sees(words(ines, "petitions.sign.notice.young.text"))
    assert ines.page.locator("main form").count() == 0
    assert not ines.scrolls_sideways()
    assert stored(ines.site, OF_INES) == before


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whoever_gives_up_at_the_provider_comes_back_and_has_not_signed(visit, site, language):
    malgorzata = visit(senate=True, language=language, javascript=False)
    before = stored(malgorzata.site, OF_INES)
    leave(malgorzata, OF_INES).page.locator("main form button").last.click()
    malgorzata.page.wait_for_url("**/return*")
    assert malgorzata.page.locator("main h1").count() == 1
    assert stored(malgorzata.site, OF_INES) == before


def test_the_conference_takes_a_petition_up_early_answers_with_a_document_and_a_follower_is_told(
        visit, site):
    fatou = visit(senate=True, language="fr", screen=PHONE, javascript=False)
    address = new_address("fatou")
    link = follow(fatou, OF_THE_CONFERENCE, address)
    assert not fatou.scrolls_sideways()

    staff = conference(visit(senate=True, javascript=False))
    take(staff, OF_THE_CONFERENCE, "take-up", "La Conférence s’en saisit avant le seuil.")
    take(staff, OF_THE_CONFERENCE, "decide", "Une mission d’information est créée.",
         choice="mission", document=pdf())

    # Each of the two is told once, in one email or in two.
    assert is_told(fatou.site, address, words(fatou, "petitions.event.step.take-up"))
    assert is_told(fatou.site, address, words(fatou, "petitions.event.step.decide"))
    assert told(fatou.site, address).count(words(fatou, "petitions.event.step.decide")) == 1

    reader = visit(senate=True, language="fr")
    path = f"petitions/{OF_THE_CONFERENCE}"
    assert until(lambda: "mission d’information est créée" in reader.open(path).source())
    reader.sees(words(reader, "petitions.answer.title"))
    document = reader.page.get_by_role(
        "link", name=words(reader, "petitions.timeline.document")).first.get_attribute("href")
    assert reader.page.evaluate(
        "async (path) => (await (await fetch(path)).text()).slice(0, 5)", document) == "%PDF-"
    assert reader.page.locator(".sign-way").count() == 0

    fatou.page.goto(link)
    press_on(fatou, "petitions.follow.end.button")
    fatou.sees(words(fatou, "petitions.follow.ended.title"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_somebody_without_a_proven_age_can_have_an_account_and_write_no_petition(
        visit, site, language):
    leo = visit(senate=True, language=language, javascript=False)
    leo.signed_in_as(newcomer(leo)).open("petitions/mine/title", expecting=403)
    assert leo.heading() == words(leo, "petitions.author.adult.title")
    go(leo, "petitions.author.adult.button")
    assert "/account/providers" in leo.page.url
