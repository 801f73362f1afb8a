"""The letters of development, as whoever works on the pages opens them."""

import json
import time

ID = "0123456789abcdefghjkmnpqrs"


def test_a_link_in_a_letter_can_be_followed_from_both_its_forms(site, visit):
    link = f"{site.address}/en/accessibility"
    html = (f'<!DOCTYPE html><html lang="en"><head><title>Sign in</title></head>'
            f'<body><p>Hello</p><a href="{link}">Sign in here</a></body></html>')
    letter = {"id": ID, "tenant": "eci", "writtenAt": int(time.time() * 1000), "to": "ada@example.org",
              "subject": "Two forms", "text": f"Sign in:\n{link}\n", "html": html}
    folder = site.data / "mail"
    folder.mkdir(exist_ok=True)
    (folder / f"{ID}.json").write_text(json.dumps(letter))

    someone = visit().open("development/mail")
    someone.page.locator("#main").get_by_role("link", name="Two forms").click()
    frame = someone.page.frame_locator("iframe.letter")
    frame.get_by_text("Hello").wait_for()
    frame.get_by_role("link", name="Sign in here").click()
    someone.page.wait_for_url(link)

    someone.open(f"development/mail/{ID}")
    someone.page.locator("pre.letter a").click()
    someone.page.wait_for_url(link)
