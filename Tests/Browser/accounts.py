"""What people do with their accounts, and the letters that they get.

Journeys go through a browser. Where a test only needs somebody who is signed in, `Member` does the
same over HTTP, in a fraction of the time.
"""

import base64
import dataclasses
import hashlib
import hmac
import html
import http.client
import itertools
import json
import re
import struct
import subprocess
import time
import urllib.parse

PATIENCE = 15
PASSWORD = "vier Pferde baden im Kanal"

serials = itertools.count(1)


def new_address(name):
    """An address that nobody else in the tests has."""
    return f"{name}-{next(serials)}@example.org"


@dataclasses.dataclass(frozen=True)
class Letter:
    subject: str
    text: str

    @property
    def link(self):
        """The text puts an address on a line of its own."""
        return next(line for line in self.text.splitlines() if line.startswith("http"))


class Mailbox:
    """The letters to one address, as development keeps them in a folder."""

    def __init__(self, site, address):
        self.folder, self.address, self.read = site.data / "mail", address, set()

    def next(self):
        """The oldest letter that was not read yet; it may take a moment to arrive."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if unread := self.unread():
                self.read.add(unread[0]["id"])
                return Letter(unread[0]["subject"], unread[0]["text"])
            time.sleep(0.1)
        raise AssertionError(f"no letter to {self.address}")

    def unread(self):
        letters = [self._open(file) for file in self.folder.glob("*.json")]
        mine = [letter for letter in letters if letter and letter["to"] == self.address
                and letter["id"] not in self.read]
        return sorted(mine, key=lambda letter: (letter["writtenAt"], letter["id"]))

    @staticmethod
    def _open(file):
        try:
            return json.loads(file.read_text())
        except ValueError:
            return None  # It is being written.


class Codes:
    """An authenticator app (RFC 6238): it shows a code, and never the same one twice."""

    def __init__(self, secret):
        self.secret = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(
            " ", "")) % 8))
        self.last = 0

    def show(self):
        """The code of now, or the next one when that was shown: the site takes either."""
        step = max(int(time.time()) // 30, self.last + 1)
        while step > int(time.time()) // 30 + 1:
            time.sleep(0.5)
        self.last = step
        digest = hmac.digest(self.secret, struct.pack(">Q", step), hashlib.sha1)
        place = digest[-1] & 15
        number = struct.unpack(">I", digest[place:place + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06}"


class Member:
    """Somebody with an account and a session, made without a browser."""

    def __init__(self, site, name="Ada Lovelace", language="en"):
        self.site, self.name, self.language = site, name, language
        self.address = new_address(re.sub("[^a-z]", "", name.lower()) or "somebody")
        self.mailbox = Mailbox(site, self.address)
        self.cookies, self.codes, self.recovery = {}, None, []

    def register(self):
        self.post("registrations", name=self.name, email=self.address, **self.consent())
        self.follow(self.mailbox.next().link)
        assert "session" in self.cookies
        return self

    def consent(self):
        """A ticked box, under the version of the privacy page that the form names."""
        version = re.search('name="privacy" value="([^"]+)"', self.get("register"))[1]
        return {"consent": "yes", "privacy": version}

    def follow(self, link, **fields):
        """Presses the button that the link of a letter leads to."""
        path = urllib.parse.urlsplit(link).path
        return self.post(path.split("/", 2)[2], **fields)

    def invited(self, role):
        """The operator gives a role: the first administrator comes to their account that way."""
        answer = invite(self.site, role, self.address)
        link = next(line for line in answer.splitlines() if line.startswith("http"))
        self.follow(link, name=self.name, **self.consent())
        assert "session" in self.cookies
        return self

    def start_codes(self):
        page = self.get("account/codes")
        self.codes = Codes(re.search('<code class="secret">([^<]+)</code>', page)[1])
        sealed = re.search('name="secret" value="([^"]+)"', page)[1]
        page = self.post("account/codes", secret=sealed, code=self.codes.show(), expecting=200)
        self.recovery = re.findall("<li><code>([^<]+)</code></li>", page)
        assert len(self.recovery) > 5
        return self

    def lend(self, context):
        """Gives a browser the session."""
        context.add_cookies([{"name": name, "value": value, "url": self.site.address}
                             for name, value in self.cookies.items()])

    def get(self, path):
        return self._ask("GET", path, None, 200)

    def post(self, path, expecting=303, **fields):
        return self._ask("POST", path, urllib.parse.urlencode(fields), expecting)

    def status(self, path):
        """What the site answers to whoever has this session, in one number."""
        return self._send("GET", path, None)[0]

    def _ask(self, method, path, body, expecting):
        status, text = self._send(method, path, body)
        assert status == expecting, (path, status, text)
        return text

    def _send(self, method, path, body):
        host = urllib.parse.urlsplit(self.site.address).netloc
        connection = http.client.HTTPConnection("127.0.0.1", int(host.split(":")[1]), timeout=30)
        heads = {"Host": host, "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
                 "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, f"/{self.language}/{path}", body, heads)
        answer = connection.getresponse()
        text = html.unescape(answer.read().decode())
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
            if not value:
                del self.cookies[name]
        connection.close()
        return answer.status, text


def invite(site, role, address):
    """What the operator types to give a role, and what the program answers."""
    command = [site.program, "member", "invite", "--data", site.data, "--tenant", site.tenant,
               "--role", role, "--email", address]
    return subprocess.run(command, cwd=site.root, check=True, timeout=60, text=True,
                          stdout=subprocess.PIPE).stdout


def fill(person, **fields):
    """`fill(person, new_password="…")`: what is typed in the page's form, by the fields' names."""
    form = person.page.locator("main form")
    for name, value in fields.items():
        field = name.replace("_", "-")
        controls = form.locator(f"[name='{field}']:not([type=hidden])")
        kind = controls.first.get_attribute("type")
        if kind == "radio":
            # The whole card of a choice is its label.
            form.locator(f".choice:has([type=radio][value='{value}']) label").click()
        elif kind == "checkbox":
            controls.set_checked(value)
        else:
            controls.fill(value)
    return person


def press(person, name):
    person.page.locator("main").get_by_role("button", name=name, exact=True).click()
    return person


def start_codes(person, **proof):
    """Turns codes on in the page, and stays where the recovery codes are shown."""
    person.open("account/codes")
    codes = Codes(person.page.locator("code.secret").inner_text())
    press(fill(person, code=codes.show(), **proof), "Turn codes on")
    person.page.locator(".codes").wait_for()
    return codes


def signed_in(person):
    """The names of the cookies that the browser keeps; each departure to a provider has one of its own."""
    return sorted(cookie["name"].split("-")[0] for cookie in person.context.cookies())
