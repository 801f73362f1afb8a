"""The back office of an institution that has done much: fifty spaces, 20,000 initiatives and a million entries
in its audit, sealed as the program seals them.

Spaces, initiatives and entries are written straight into the tables while no server runs.
"""

import base64
import hashlib
import hmac
import http.cookiejar
import json
import re
import sqlite3
import struct
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import consent
import lists
import vault

SPACES, ENTRIES, TURNS = 50, 1_000_000, 30
COLUMNS = "tenant_id number at actor space_id kind subject_id action details seal".split()
ACTIONS = ["space-changed", "subject-moved", "role-given", "institution-changed"]


class Chain:
    """Seals entries, as `AuditKey` and `AuditEntry` do."""

    def __init__(self, secret, number, seal):
        self.key = vault.key(secret, "audit", "eci")
        self.number, self.seal = number, seal

    def entries(self, count, now):
        for _ in range(count):
            self.number += 1
            actor = f"{self.number % 40:026}" if self.number % 5 else "operator"
            action, space = ACTIONS[self.number % 4], str(self.number % SPACES + 1)
            details = json.dumps({"after": {"title/fr": f"Un titre {self.number}"},
                                  "before": {"title/fr": f"Un titre {self.number - 4}"}},
                                 separators=(",", ":"))
            at = now + self.number
            content = struct.pack(">QqQ", self.number, at, 0)
            for part in (actor, "space", space, action, details):
                content += struct.pack(">Q", len(part)) + part.encode()
            self.seal = hmac.digest(
                self.key, bytes([1, len(self.seal)]) + self.seal + content, hashlib.sha256)
            yield ("eci", self.number, at, actor, 0, "space", space, action, details, self.seal)

    def proof(self):
        return hmac.digest(
            self.key, b"\x02" + struct.pack(">Q", self.number) + self.seal, hashlib.sha256)


def fill(database, data, entries):
    """Spaces first, because initiatives stand in them."""
    now = int(time.time() * 1000)
    database.run("\n".join(
        f"INSERT INTO space (tenant_id, id, slug, module, state, position) VALUES"
        f" ('eci', {space}, 'space-{space}', 'initiatives', 'published', {space});"
        for space in range(2, SPACES + 1)) + "\nUPDATE tenancy_revision SET number = number + 1;")
    secret = vault.secret(data)
    if database.name == "SQLite":
        lists.fill_sqlite(database, SPACES)
        number, seal = database.ask("SELECT number, seal FROM audit_end WHERE tenant_id = 'eci'")[0]
        chain = Chain(secret, number, seal)
        with sqlite3.connect(database.path) as connection:
            connection.executemany(
                f"INSERT INTO audit_entry VALUES ({', '.join('?' for _ in COLUMNS)})",
                chain.entries(entries, now))
            connection.execute(
                "UPDATE audit_end SET number = ?, seal = ?, proof = ? WHERE tenant_id = 'eci'",
                (chain.number, chain.seal, chain.proof()))
        return
    lists.fill_postgres(database, SPACES)
    number, seal = database.ask(
        "SELECT number, encode(seal, 'hex') || '.' FROM audit_end WHERE tenant_id = 'eci'")[0]
    chain = Chain(secret, number, bytes.fromhex(seal[:-1]))
    process = subprocess.Popen(["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", database.address],
                               stdin=subprocess.PIPE, text=True)
    process.stdin.write(f"COPY audit_entry ({', '.join(COLUMNS)}) FROM STDIN;\n")
    for row in chain.entries(entries, now):
        process.stdin.write("\t".join(map(str, row[:-1])) + f"\t\\\\x{row[-1].hex()}\n")
    process.stdin.write(
        f"\\.\nUPDATE audit_end SET number = {chain.number}, seal = '\\x{chain.seal.hex()}',"
        f" proof = '\\x{chain.proof().hex()}' WHERE tenant_id = 'eci';\nANALYZE;\n")
    process.stdin.close()
    if process.wait():
        sys.exit("the entries were not written")


class Administrator:
    """Somebody who runs the institution, signed in with a one-time code."""

    def __init__(self, server, program, settings):
        self.server = server
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        said = subprocess.run(
            [program, "member", "invite", "--tenant", "eci", "--role", "administrator",
             "--email", "bench@example.org", "--data", server.data, *settings],
            check=True, stdout=subprocess.PIPE, text=True).stdout
        link = re.search(r"https?://[^/]+(/\S+)", said).group(1)
        self.ask(link, {"name": "Bench", **consent.given(self.ask(link))})
        page = self.ask("/en/account/codes")
        shown = re.search('<code class="secret">([^<]+)</code>', page).group(1).replace(" ", "")
        sealed = re.search('name="secret" value="([^"]+)"', page).group(1)
        self.ask("/en/account/codes", {"secret": sealed, "code": self.code(shown)})

    @staticmethod
    def code(secret):
        key = base64.b32decode(secret + "=" * (-len(secret) % 8))
        digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
        place = digest[-1] & 15
        number = struct.unpack(">I", digest[place:place + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06}"

    def ask(self, path, form=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.server.port}{path}",
            headers={"Host": f"eci.localhost:{self.server.port}"},
            data=urllib.parse.urlencode(form).encode() if form is not None else None)
        return self.opener.open(request, timeout=120).read().decode()

    def spans(self, path, turns, needle, form=None):
        spans = []
        for _ in range(turns):
            start = time.perf_counter()
            page = self.ask(path, form)
            spans.append((time.perf_counter() - start) * 1000)
            if needle not in page:
                sys.exit(f"{path}: no “{needle}”")
        return sorted(spans)


def measure(server, program, database, entries):
    """Each page as somebody waits for it who is alone."""
    reader = Administrator(server, program, database.settings)
    rows = [
        ("front page of the office", "/en/admin", TURNS, "<h1>Today", None, "50 ms"),
        ("the audit, newest entries", "/en/admin/audit", TURNS, "<h1>Who did what", None, "50 ms"),
        ("entries of one account on one day",
         "/en/admin/audit?actor=" + f"{1:026}" + time.strftime(
             "&first-day=%d&first-month=%m&first-year=%Y"),
         TURNS, "<h1>Who did what", None, "50 ms"),
        (f"checking {entries:,} entries", "/en/admin/audit/checks", 1,
         "All entries are as they were written", {}, "10 s"),
    ]
    print(f"\n| {database.name}: {SPACES} spaces, {lists.COUNT:,} initiatives, {entries:,} entries"
          " | p50 ms | longest ms | goal |")
    print("|---|---:|---:|---:|")
    for label, path, turns, needle, form, goal in rows:
        spans = reader.spans(path, turns, needle, form)
        print(f"| {label} | {spans[len(spans) // 2]:,.1f} | {spans[-1]:,.1f} | {goal} |", flush=True)
