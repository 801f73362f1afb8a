"""People who sign a petition, each with a session of their own; the page of a petition that five million signed; and
lists, orders and searches of 20,000 petitions."""

import os
import random
import sys
import time
import urllib.parse

import lists
import petition_rows as rows
import signers

FEW, MANY, MANY_DAYS, TURNS = 5, 5_000_000, 80, 12
# Nobody signs twice, so as many people are there as a server of these machines could count.
PER_SECOND = 12_000
GOAL = "5,000 where a small file has 23,000"
FILTERS = ["open", "waiting", "answered", "closed", "archived", "refused", "all"]
ORDERS = ["newest", "most-signed", "today", "closing-soon", "waiting-longest"]
SEARCHES = [
    ("a word that all hold", lists.COMMON), ("a word that a twentieth holds", lists.SOME),
    ("a word that one holds", lists.RARE), ("a beginning of words", "gla"),
    ("one letter wrong", lists.WRONG), ("a word that none holds", "zzzzzz"),
]


def measure(make, database, data, bench, seconds, count):
    """`make` starts a server; `bench` has what all parts share."""
    place = rows.Place(database)
    read, *_, signed = rows.collecting(database, place)
    # So many are needed that both go on collecting.
    for petition in (read, signed):
        rows.raise_threshold(database, petition, place, 100_000_000)
    measure_signing(make, database, data, bench, seconds, place, signed)
    measure_page(make, database, bench, place, read, count)
    rows.fill_lists(database, place)
    bench.ledger(database)
    rows.check(database, place)
    server = make()
    server.institution = place.tenant
    measure_lists(server, database.name, place)
    server.stop()


def measure_signing(make, database, data, bench, seconds, place, petition):
    """The crowd that signs an initiative and the one that signs a petition, one after the other."""
    path = place.path(petition, "signatures")
    connections = 64 if database.name == "SQLite" else 128
    crowd = signers.Crowd(database, data, place.tenant)
    # Within the half hour that a session lasts.
    few, many = (crowd.gather(PER_SECOND * span) for span in (2, seconds))
    server = make()
    bench.head(f"{connections} connections")
    bare = bench.wrk(server, "read.lua", ["/favicon.svg"], connections, seconds)
    bench.row(f"{database.name}: a small file: HTTP alone", bare, "–", "what this machine can do today")
    bench.sign([server], "sealed", connections, 2)
    initiative = bench.sign([server], "sealed", connections, seconds)
    bench.row(f"{database.name}: signatures for one initiative", initiative, "–", initiative["note"])
    server.institution = place.tenant
    bench.counted([server], "petition.lua", lambda: [path, few], connections, 2)
    measured = bench.counted([server], "petition.lua", lambda: [path, many], connections,
                             seconds)
    shares = (f"{measured['rate'] / initiative['rate']:.0%} of an initiative's,"
              f" {measured['rate'] / bare['rate']:.0%} of a small file's")
    # From where each came is written down too, for a day.
    traces = rows.one(database, "SELECT count(*) FROM petition_trace")
    bench.row(f"{database.name}: signatures for one petition", measured,
              GOAL if database.name == "SQLite" else "–",
              f"{shares}; {measured['note']}; {traces:,} traces kept")
    server.stop()
    rows.check(database, place)


def measure_page(make, database, bench, place, petition, count):
    """One petition before and after millions have signed it."""
    path = place.path(petition)
    print(f"\n| {database.name}: page of a petition | p50 ms | longest ms | goal |")
    print("|---|---:|---:|---:|")
    for total, days in ((FEW, FEW), (count, MANY_DAYS)):
        rows.sign(database, petition, place, total - rows.signatures(database, petition, place), days)
        bench.ledger(database)
        rows.check(database, place)
        server = make()
        server.institution = place.tenant
        # A program that has just begun prepares statements.
        server.get(path)
        spans = []
        for _ in range(TURNS):
            # Older than what a cache may give to the only reader: it is built anew.
            time.sleep(1.1)
            start = time.perf_counter()
            page = server.get(path)
            spans.append((time.perf_counter() - start) * 1000)
        server.stop()
        if f"{total:,}" not in page:
            sys.exit(f"{path} does not say {total:,}")
        goal = "–" if total == FEW else f"as with {FEW}"
        tell(f"with {total:,} signatures on {days} days", spans, goal)


def measure_lists(server, name, place):
    """Each page as it is built: all of them once, in any order, again and again."""
    looks = [(f"{part}, {order}", {"state": part, "order": order}) for part in FILTERS for order in ORDERS]
    looks += [("one theme, newest", {"theme": rows.THEMES[0]}),
              ("one theme of all, most signed",
               {"theme": rows.THEMES[0], "state": "all", "order": "most-signed"})]
    for label, words in SEARCHES:
        looks.append((label, {"q": words}))
        looks.append((f"{label}, in all", {"q": words, "state": "all"}))
    looks += [(f"a word that all hold, in all, {order}",
               {"q": lists.COMMON, "state": "all", "order": order}) for order in ORDERS]
    looks += deep(server, place)
    spans = {label: [] for label, _ in looks}
    for _ in range(TURNS):
        began = time.perf_counter()
        random.shuffle(looks)
        for label, query in looks:
            start = time.perf_counter()
            server.get(f"{place.path()}?{urllib.parse.urlencode(query)}")
            spans[label].append((time.perf_counter() - start) * 1000)
        # Whatever a cache has of a page is older than it may give to the only reader.
        time.sleep(max(0, 1.1 - (time.perf_counter() - began)) + 0.1)
    print(f"\n| {name}: pages of {lists.COUNT:,} petitions | p50 ms | longest ms | goal |")
    print("|---|---:|---:|---:|")
    for label, measured in spans.items():
        tell(label, measured, "50")


def deep(server, place):
    """Far behind in each order: what follows the row in the middle of the open list."""
    columns = {"newest": "published_at", "most-signed": "shown_count", "closing-soon": "closes_at"}
    looks = []
    for order, column in columns.items():
        direction = "" if order == "closing-soon" else "DESC"
        value, petition = server.database.ask(
            f"SELECT {column}, id FROM petition_line WHERE {place.here}"
            f" AND list = 'open' AND closes_at > {int(time.time() * 1000)}"
            f" ORDER BY {column} {direction}, id {direction} LIMIT 1 OFFSET {lists.COUNT // 5}")[0]
        looks.append((f"open, {order}, page 300",
                      {"order": order, "after": f"{value}.{petition}.300"}))
    return looks


def tell(label, spans, goal):
    spans = sorted(spans)
    print(f"| {label} | {spans[len(spans) // 2]:.1f} | {spans[-1]:.1f} | {goal} |", flush=True)
