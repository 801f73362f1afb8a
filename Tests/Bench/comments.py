"""What members say: comments on one initiative and on many, a page with ten thousand of them beside one with ten, and
what moderators do about twenty thousand of them.

Accounts are made by invitations of the operator; comments of the long discussion are written straight into the
tables while no server runs.
"""

import concurrent.futures
import http.cookiejar
import os
import random
import re
import secrets
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import consent
import moderation

MEMBERS, GOAL = 64, "500"
FEW, MANY, TURNS = 10, 10_000, 12
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SPACE = "/en/initiatives"


def let_talk(program, server, settings):
    """People can comment on the demonstration's initiatives, and are read at once."""
    subprocess.run([program, "space", "edit", "initiatives", "--tenant", "eci", "--set", "comments=yes",
                    "--set", "review=after", "--set", "comments-per-hour=10000",
                    "--set", "comments-per-day=100000", "--data", server.data, *settings],
                   check=True, stdout=subprocess.DEVNULL)
    began = time.time()
    while time.time() < began + 10:
        if 'id="comments"' in server.get(f"{SPACE}/2025-000002"):
            return
        time.sleep(1.1)
    sys.exit("nobody can comment")


def member(server, program, settings, number):
    """The cookie of somebody new."""
    said = subprocess.run(
        [program, "member", "invite", "--tenant", "eci", "--role", "analyst",
         "--email", f"talk-{number}@example.org", "--data", server.data, *settings],
        check=True, stdout=subprocess.PIPE, text=True).stdout
    link = re.search(r"https?://[^/]+(/\S+)", said).group(1)
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def ask(form=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{server.port}{link}",
            headers={"Host": f"eci.localhost:{server.port}"},
            data=urllib.parse.urlencode(form).encode() if form is not None else None)
        return opener.open(request, timeout=60).read().decode()

    ask({"name": f"Member {number}", **consent.given(ask())})
    return next(f"{cookie.name}={cookie.value}" for cookie in jar if cookie.name == "session")


def members(server, program, settings, file):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        cookies = list(pool.map(
            lambda number: member(server, program, settings, number), range(MEMBERS)))
    with open(file, "w") as output:
        output.write("\n".join(cookies) + "\n")


def initiatives(database):
    return [row[0] for row in database.ask(
        "SELECT id FROM initiative WHERE tenant_id = 'eci' AND space_id = 1 ORDER BY id")]


def addresses(file, names):
    with open(file, "w") as output:
        for name in names:
            output.write(f"{SPACE}/discussions/initiative/{name}/comments\n")


def count(database):
    """Rows, counters and places of all discussions: equal, or something is wrong."""
    rows = {tuple(row[:1]): row[1:] for row in database.ask(
        "SELECT subject_id, count(*), max(place) FROM comment GROUP BY subject_id")}
    threads = {tuple(row[:1]): row[1:] for row in database.ask(
        "SELECT subject_id, total, last_place FROM comment_thread WHERE last_place > 0")}
    if rows != threads:
        sys.exit(f"NOT EXACT: {set(rows.items()) ^ set(threads.items())}")
    return sum(total for total, _ in threads.values())


def say(server, wrk, paths, cookies, connections, seconds):
    """Members write at once; what was answered is compared with what is stored."""
    before = count(server.database)
    server.forget_peak()
    cpu = server.cpu_seconds()
    values = wrk(server, "comments.lua", [paths, cookies, secrets.token_hex(4)], connections, seconds)
    cpu = server.cpu_seconds() - cpu
    time.sleep(0.5)
    stored = count(server.database) - before
    accepted = int(values["requests"] - values["refused"])
    if values["refused"] or not accepted <= stored <= accepted + connections:
        sys.exit(f"{accepted} answered, {stored} stored, {values['refused']:.0f} refused")
    values["peak"] = server.peak_mebibytes()
    values["note"] = f"{stored:,} stored, exact; {cpu / max(1, stored) * 1e6:.0f} µs of processor each"
    return values


def fill(database, few, many):
    """Ten comments on one initiative and ten thousand on another, every seventh an answer to the one before it."""
    author = database.ask("SELECT min(id) FROM member WHERE tenant_id = 'eci'")[0][0]
    chance, now = random.Random(1), int(time.time() * 1000)
    script = [f"DELETE FROM comment WHERE tenant_id = 'eci' AND subject_id IN ('{few}', '{many}');"]
    for name, size in ((few, FEW), (many, MANY)):
        rows, begun = [], ""
        for place in range(1, size + 1):
            key = "".join(chance.choices(ALPHABET, k=26))
            parent = begun if place % 7 == 0 else ""
            stance = "NULL" if parent else "'neutral'"
            replies = 1 if place % 7 == 6 else 0
            rows.append(
                f"('eci', 1, '{key}', 'initiative', '{name}', {place}, '{parent}', {stance},"
                f" 'Comment {place} {'what people say ' * 20}', 'en', '{author}', 'published', TRUE,"
                f" {replies}, 0, {now + place}, {now + place})")
            begun = begun if parent else key
        # A discussion exists before what is said in it.
        script.append(
            "INSERT INTO comment_thread (tenant_id, space_id, subject_kind, subject_id, last_place, total,"
            " for_count, against_count, neutral_count, is_closed) VALUES"
            f" ('eci', 1, 'initiative', '{name}', {size}, {size}, 0, 0, {size - size // 7}, FALSE)"
            " ON CONFLICT (tenant_id, space_id, subject_kind, subject_id) DO UPDATE SET"
            " last_place = excluded.last_place, total = excluded.total, for_count = excluded.for_count,"
            " against_count = excluded.against_count, neutral_count = excluded.neutral_count;")
        for start in range(0, size, 500):
            script.append(
                "INSERT INTO comment (tenant_id, space_id, id, subject_kind, subject_id, place, parent_id,"
                " stance, text, language, author_id, visibility, is_listed, replies, versions, written_at,"
                f" published_at) VALUES {', '.join(rows[start:start + 500])};")
    database.run("\n".join(script))


def pages(server, name, few, many):
    """Each page as it is built, for a reader who is alone."""
    print(f"\n| {name}: pages of comments | p50 ms | longest ms | goal |")
    print("|---|---:|---:|---:|")
    for label, subject, query in (
            (f"all, with {FEW}", few, ""), (f"all, with {MANY:,}", many, ""),
            (f"most answers first, with {MANY:,}", many, "?order=answered"),
            (f"page 400 of {MANY:,}", many, f"?after={MANY // 4}.{MANY // 4}.400"),
            (f"the initiative, with {FEW}", few, None), (f"the initiative, with {MANY:,}", many, None)):
        path = (f"{SPACE}/{subject}" if query is None
                else f"{SPACE}/discussions/initiative/{subject}{query}")
        spans = []
        for _ in range(TURNS):
            # Older than what a cache may give to the only reader: it is built anew.
            time.sleep(1.1)
            start = time.perf_counter()
            server.get(path)
            spans.append((time.perf_counter() - start) * 1000)
        spans.sort()
        goal = "as with ten" if subject == many else "–"
        print(f"| {label} | {spans[len(spans) // 2]:.1f} | {spans[-1]:.1f} | {goal} |", flush=True)


def measure(make, program, database, wrk, row, head, seconds):
    """`make` starts a server; `wrk`, `row` and `head` are the bench's own."""
    server = make()
    names = initiatives(database)
    cookies, paths = (os.path.join(server.data, name) for name in ("cookies", "addresses"))
    let_talk(program, server, database.settings)
    members(server, program, database.settings, cookies)
    head(f"64 connections, {MEMBERS} members")
    for label, some in (("one initiative", names[:1]), (f"{len(names)} initiatives", names)):
        addresses(paths, some)
        say(server, wrk, paths, cookies, 64, 2)
        values = say(server, wrk, paths, cookies, 64, seconds)
        row(f"{database.name}: comments on {label}", values, GOAL, values["note"])
    server.stop()
    fill(database, names[0], names[1])
    server = make()
    pages(server, database.name, names[0], names[1])
    server.stop()
    moderation.fill(database, names[2], ALPHABET)
    server = make()
    moderation.measure(server, program, database)
    server.stop()
