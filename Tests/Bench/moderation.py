"""What moderators wait for: the queue of an institution where much was reported, and many cases decided together.

Comments, cases and what was decided are written straight into the tables while no server runs; cases are decided
through the pages, by somebody who is signed in.
"""

import os
import random
import re
import sys
import time
import urllib.parse

import office

OPEN, CLOSED, TURNS, BATCH = 20_000, 200_000, 30, 500
QUEUE, GOAL, GOAL_OF_BATCH = "/en/admin/moderation", "50 ms", "2 s"
HOUR = 3_600_000
TABLES = {
    "comment": "tenant_id space_id id subject_kind subject_id place parent_id stance text language"
               " author_id visibility is_listed replies versions written_at published_at",
    "moderation_subject": "tenant_id space_id kind id visibility author_id language labels admitted_at"
                          " published_at reviewed_at decision",
    "moderation_case": "tenant_id number space_id kind subject_id cause is_open opened_at promised_at"
                       " closed_at decision report_count voice_count author_id revision is_forgotten",
    "moderation_report": "tenant_id case_number number follow_hash reporter_key category language"
                         " reported_at",
    "moderation_decision": "tenant_id number case_number space_id kind subject_id action extent source"
                           " is_detected automation language content_language reasons decided_at"
                           " decided_by content_at author_id visibility_before",
}


def fill(database, initiative, alphabet):
    """Comments on an initiative of which each has an open case: half of them wait to be seen at all, the others were
    reported, and twenty times somebody had looked at each of these before."""
    chance, now = random.Random(3), int(time.time() * 1000)
    authors = [row[0] for row in database.ask("SELECT id FROM member WHERE tenant_id = 'eci' ORDER BY id LIMIT 64")]
    first = last(database, "cases") + 1
    decided = last(database, "decisions") + 1
    place = (database.ask("SELECT coalesce(max(place), 0) FROM comment WHERE tenant_id = 'eci' AND space_id = 1"
                          f" AND subject_id = '{initiative}'")[0][0])
    rows = {table: [] for table in TABLES}
    names = ["".join(chance.choices(alphabet, k=26)) for _ in range(OPEN)]
    seen = 0
    for index, name in enumerate(names):
        author = str(authors[index % len(authors)])
        is_waiting = index % 2 == 0
        written = now - 90 * 24 * HOUR + index * 1000
        sight, published = ("awaiting", None) if is_waiting else ("published", written)
        seen += 0 if is_waiting else 1
        text = f"Comment {index} " + "that somebody has to look at " * 12
        rows["comment"].append((
            "eci", 1, name, "initiative", initiative, place + 1 + index, "", "neutral", text, "en", author,
            sight, not is_waiting, 0, 0, written, published))
        # Whoever decided about it before let it stand.
        rows["moderation_subject"].append((
            "eci", 1, "comment", name, sight, author, "en", "", written, published, written + HOUR, None))
        reports = 0 if is_waiting else 1 + index % 5
        opened = now - 3 * 24 * HOUR + chance.randrange(2 * 24 * HOUR)
        number = first + CLOSED + index
        rows["moderation_case"].append((
            "eci", number, 1, "comment", name, "review" if is_waiting else "report", True, opened,
            opened + 48 * HOUR, None, None, reports, reports, author, 1 + reports, False))
        for report in range(1, reports + 1):
            rows["moderation_report"].append((
                "eci", number, report, os.urandom(32), os.urandom(32), "violence", "en", opened))
    for index in range(CLOSED):
        # Of those that people see.
        subject = (2 * index + 1) % OPEN
        number, name, author = first + index, names[subject], str(authors[subject % len(authors)])
        opened = now - 80 * 24 * HOUR + index * 30_000
        closed = opened + chance.randrange(HOUR, 48 * HOUR)
        rows["moderation_case"].append((
            "eci", number, 1, "comment", name, "own", False, opened, opened + 48 * HOUR, closed,
            decided + index, 0, 0, author, 2, False))
        rows["moderation_decision"].append((
            "eci", decided + index, number, 1, "comment", name, "publish", "contribution", "voluntary",
            # Reasons are sealed: only whoever opens a case reads them.
            False, "not", "en", "en", os.urandom(120), closed, None, opened, author, "published"))
    # A discussion exists before what is said in it.
    database.run(
        "INSERT INTO comment_thread (tenant_id, space_id, subject_kind, subject_id, last_place, total,"
        " for_count, against_count, neutral_count, is_closed) VALUES"
        f" ('eci', 1, 'initiative', '{initiative}', {place + OPEN}, {seen}, 0, 0, {seen}, FALSE)"
        " ON CONFLICT (tenant_id, space_id, subject_kind, subject_id) DO UPDATE SET"
        " last_place = excluded.last_place, total = comment_thread.total + excluded.total,"
        " neutral_count = comment_thread.neutral_count + excluded.neutral_count;")
    for table, columns in TABLES.items():
        database.insert(table, columns.split(), rows[table])
    database.run("".join(
        f"INSERT INTO moderation_numbering (tenant_id, series, last) VALUES ('eci', '{series}', {end})"
        " ON CONFLICT (tenant_id, series) DO UPDATE SET last = excluded.last;\n"
        for series, end in (("cases", first + CLOSED + OPEN - 1), ("decisions", decided + CLOSED - 1))))
    if count(database, "moderation_case", "is_open") < OPEN:
        sys.exit("not all cases were written")


def last(database, series):
    found = database.ask(
        f"SELECT last FROM moderation_numbering WHERE tenant_id = 'eci' AND series = '{series}'")
    return found[0][0] if found else 0


def count(database, table, condition):
    return database.ask(f"SELECT count(*) FROM {table} WHERE tenant_id = 'eci' AND {condition}")[0][0]


def measure(server, program, database):
    """Each page as somebody waits for it who is alone."""
    reader = office.Administrator(server, program, database.settings)
    middle = database.ask(
        "SELECT promised_at, number FROM moderation_case WHERE tenant_id = 'eci' AND is_open"
        f" ORDER BY promised_at, number LIMIT 1 OFFSET {OPEN // 2}")[0]
    print(f"\n| {database.name}: {OPEN:,} open cases, {CLOSED:,} closed ones | p50 ms | longest ms | goal |")
    print("|---|---:|---:|---:|")
    for label, query in (
            ("the queue, by promise", {}), ("the oldest first", {"order": "oldest"}),
            ("the most reported first", {"order": "reported"}), ("of one space", {"space": 1}),
            ("of one kind", {"kind": "comment"}), ("what was reported", {"cause": "report"}),
            ("broken promises, the most reported first", {"late": "yes", "order": "reported"}),
            ("page 400", {"after": f"{middle[0]}.{middle[1]}.400"})):
        path = f"{QUEUE}?{urllib.parse.urlencode(query)}"
        tell(label, reader.spans(path, TURNS, '<ul class="rows queue">'), GOAL)
    for action, order in (("hide", "promise"), ("publish", "oldest"), ("hide", "reported")):
        decide(reader, database, action, order)


def decide(reader, database, action, order):
    """The first cases of a queue: chosen, looked at, and decided together."""
    visit = [] if order == "promise" else [("order", order)]
    form = [("decision", action), ("facts", "It was read as it stands."), ("language", "en")]
    if action == "hide":
        form += [("ground", "incompatible"), ("reference", "Rules of the house, 3"),
                 ("explanation", "It threatens a person who is named in it."), ("category", "violence")]
    page = reader.ask(f"{QUEUE}/selections", [*visit, ("all", "yes")])
    chosen = re.findall('name="case" value="([0-9]+)"', page)
    cases = [("case", number) for number in chosen]
    began = time.perf_counter()
    page = reader.ask(f"{QUEUE}/previews", [*visit, *form, *cases])
    shown = re.findall(r'name="case"\s+value="([0-9]+\.[0-9]+)"', page)
    preview = (time.perf_counter() - began) * 1000
    if len(shown) != BATCH:
        sys.exit(f"{len(chosen)} cases were chosen, {len(shown)} shown")
    open_before, before = (count(database, "moderation_case", "is_open"),
                           count(database, "moderation_decision", f"action = '{action}'"))
    began = time.perf_counter()
    reader.ask(f"{QUEUE}/decisions", [*visit, *form, *(("case", case) for case in shown)])
    span = (time.perf_counter() - began) * 1000
    decided = count(database, "moderation_decision", f"action = '{action}'") - before
    closed = open_before - count(database, "moderation_case", "is_open")
    sight = "hidden" if action == "hide" else "published"
    stand = count(database, "comment",
                  f"visibility = '{sight}' AND id IN (SELECT subject_id FROM moderation_case"
                  f" WHERE tenant_id = 'eci' AND number IN ({', '.join(chosen)}))")
    if not decided == closed == stand == BATCH:
        sys.exit(f"{decided} decided, {closed} closed, {stand} {sight}")
    tell(f"{BATCH} cases as they would be decided: {action}", [preview], "–")
    tell(f"{BATCH} cases decided: {action}, and the queue behind them", [span], GOAL_OF_BATCH)


def tell(label, spans, goal):
    print(f"| {label} | {spans[len(spans) // 2]:,.1f} | {spans[-1]:,.1f} | {goal} |", flush=True)
