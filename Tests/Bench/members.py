"""Pages that no cache has ready: for somebody who is signed in, and one after the other that nobody has read."""

import http.cookiejar
import json
import random
import re
import time
import urllib.parse
import urllib.request

import consent

SEED = 1


def session(server):
    """The cookie of a new account, made as people make theirs, at a server in development."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def ask(path, form=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{server.port}{path}",
            headers={"Host": f"eci.localhost:{server.port}"},
            data=urllib.parse.urlencode(form).encode() if form is not None else None)
        return opener.open(request, timeout=20).read().decode()

    ask("/en/registrations", {"name": "Bench", "email": "bench@example.org",
                              **consent.given(ask("/en/register"))})
    letter, began = None, time.time()
    while letter is None and time.time() < began + 60:
        time.sleep(0.2)
        letter = re.search(r'href="(/en/development/mail/[^"]+)"', ask("/en/development/mail"))
    link = re.search(r"http://eci\.localhost:\d+(/en/registrations/[\w.-]+)",
                     ask(letter.group(1)))
    ask(link.group(1), {})
    return next(f"{cookie.name}={cookie.value}" for cookie in jar if cookie.name == "session")


def addresses(database, file):
    """The page of every initiative for every nationality in both languages, in any order."""
    with open("Seeds/member-states.json") as states:
        codes = [state["code"] for state in json.load(states)["states"]]
    numbers = [row[0] for row in database.ask(
        "SELECT id FROM initiative WHERE tenant_id = 'eci' ORDER BY id")]
    paths = [f"/{language}/initiatives/{number}?country={code}"
             for number in numbers for code in codes for language in ("en", "fr")]
    random.Random(SEED).shuffle(paths)
    with open(file, "w") as output:
        output.write("\n".join(paths) + "\n")
    return len(paths)
