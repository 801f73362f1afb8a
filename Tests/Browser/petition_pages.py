"""Every kind of page of petitions, and how somebody comes there: at the second institution."""

from account_pages import administrator, newcomer, sent_empty
from accounts import Mailbox, fill, new_address
from petitioners import (
    ARCHIVED, DECIDED, EXAMINED, EXPIRED, HIDDEN, JOINED, NEAR, OFFICE, OPEN, PAUSED, REACHED, REFUSED,
    SUBMITTED, TAKEN_UP, WITHDRAWN, YOUNG, arrive, author, begin, draft, leave, new_title, press_on,
    sign, submission, unsigned, words,
)

READ = OPEN[0]


def page(path, expecting=200):
    return lambda person: person.open(f"petitions{path}", expecting)


def office(path):
    return lambda person: administrator(person).open(f"{OFFICE}{path}")


def office_errors(path):
    return sent_empty(f"{OFFICE}{path}", administrator)


def ready(person):
    """Somebody has come back from their provider, and can sign now."""
    arrive(person, *next(unsigned))


def young(person):
    arrive(person, READ, YOUNG)


def already(person):
    number, _ = sign(person)
    person.open(f"petitions/{number}/signature")


def taken_back(person):
    already(person)
    press_on(person, "petitions.sign.back.button")
    person.sees(words(person, "petitions.sign.notice.withdrawn.title"))


def receipt(person):
    number, text = sign(person)
    person.open(f"petitions/{number}/receipts/{text}")


def signed(person):
    number, _ = sign(person)
    person.open(f"petitions/{number}")


def follow_errors(person):
    person.open(f"petitions/{READ}/followers")
    press_on(person, "petitions.follow.button")
    person.page.locator("#error-summary").wait_for()


def follow_sent(person):
    address = new_address("follower")
    person.open(f"petitions/{READ}/followers")
    press_on(fill(person, email=address), "petitions.follow.button")
    person.sees(words(person, "petitions.follow.sent.title"))
    return address


def follow_link(person):
    address = follow_sent(person)
    person.page.goto(Mailbox(person.site, address).next().link)


def following(person):
    follow_link(person)
    press_on(person, "petitions.follow.confirm.button")
    person.sees(words(person, "petitions.follow.following.title"))


def unproven(person):
    """Whoever has an account, and nobody who proves their age."""
    person.signed_in_as(newcomer(person)).open("petitions/mine/title", expecting=403)


def none_written(person):
    person.signed_in_as(newcomer(person)).open("petitions/mine")


def similar(person):
    begin(person, new_title())


def own(path, of=draft):
    def show(person):
        number = of(person)
        person.open(f"petitions/mine/{number}{path}")

    return show


def title_errors(person):
    author(person).open("petitions/mine/title")
    press_on(person, "petitions.draft.next.button")
    person.page.locator("#error-summary").wait_for()


PETITION_PAGES = {
    "petitions-home": lambda person: person.open(),
    "petitions": page(""),
    "petitions-search": page("?q=verre&state=all"),
    "petitions-none": page("?q=xyzzy"),
    "petitions-refused": page("?state=refused"),
    "petition": page(f"/{READ}"),
    "petition-near": page(f"/{NEAR}"),
    "petition-signed": signed,
    "petition-reached": page(f"/{REACHED}"),
    "petition-paused": page(f"/{PAUSED}"),
    "petition-expired": page(f"/{EXPIRED}"),
    "petition-taken-up": page(f"/{TAKEN_UP}"),
    "petition-examined": page(f"/{EXAMINED}"),
    "petition-decided": page(f"/{DECIDED}"),
    "petition-joined": page(f"/{JOINED}"),
    "petition-withdrawn": page(f"/{WITHDRAWN}"),
    "petition-archived": page(f"/{ARCHIVED}"),
    "petition-refused": page(f"/{REFUSED}"),
    "petition-hidden": page(f"/{HIDDEN}"),
    "petition-rules": page("/rules"),
    "petition-widget": page(f"/{READ}/widget"),
    "petition-embedding": page(f"/{READ}/embedding"),
    "petition-poster": page(f"/{READ}/poster"),
    "petition-follow": page(f"/{READ}/followers"),
    "petition-follow-errors": follow_errors,
    "petition-follow-sent": follow_sent,
    "petition-follow-link": follow_link,
    "petition-following": following,
    "petition-follow-over": page("/followers/nothing", 410),
    "sign-ways": page(f"/{READ}/signature"),
    "sign-citizens": lambda person: leave(person, READ),
    "sign-form": ready,
    "sign-young": young,
    "sign-already": already,
    "sign-taken-back": taken_back,
    "sign-ended": page(f"/{EXPIRED}/signature", 409),
    "sign-thanks": sign,
    "sign-receipt": receipt,
    "sign-receipt-ask": page(f"/{READ}/receipts"),
    "petitions-mine-none": none_written,
    "petitions-mine-unproven": unproven,
    "petitions-mine": lambda person: submission(person) and person.open("petitions/mine"),
    "draft-title": lambda person: author(person).open("petitions/mine/title"),
    "draft-title-errors": title_errors,
    "draft-similar": similar,
    "draft-text": own("/text"),
    "draft-request": own("/request"),
    "draft-check": own("/check"),
    "draft-removal": own("/removal"),
    "own-draft": own(""),
    "own-petition": own("", of=submission),
    "own-withdrawal": own("/withdrawal", of=submission),
    "office-petitions": office(""),
    "office-petitions-answer": office("?state=answer"),
    "office-petition": office(f"/{SUBMITTED}"),
    "office-petition-open": office(f"/{READ}"),
    "office-petition-publish": office(f"/{SUBMITTED}/steps/publish"),
    "office-petition-publish-errors": office_errors(f"/{SUBMITTED}/steps/publish"),
    "office-petition-refuse": office(f"/{SUBMITTED}/steps/refuse"),
    "office-petition-decide": office(f"/{EXAMINED}/steps/decide"),
    "office-petition-decide-errors": office_errors(f"/{EXAMINED}/steps/decide"),
    "office-petition-join": office(f"/{READ}/steps/join"),
    "office-petition-events": office(f"/{DECIDED}/events"),
    "office-petition-invalidations": office(f"/{READ}/invalidations"),
    "office-petition-choices": office("/choices/theme"),
    "office-petition-choice": office("/choices/theme/health"),
    "office-petition-thresholds": office("/thresholds"),
    "office-petition-threshold-errors": office_errors("/thresholds"),
    "office-petition-legislature": office("/legislature"),
}

# Of these each component is looked at as few people see them, too.
PETITION_PAGES_RARELY_SEEN = {
    "petitions-home", "petitions", "petition", "petition-decided", "petition-rules", "sign-form",
    "sign-thanks", "draft-request", "office-petition-publish",
}
