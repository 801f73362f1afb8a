"""Petitions and signatures that are written past the program, so that all that it counts is equal.

Signatures are entries of the ledger with every counter that the ledger moves. The signatures of thousands of petitions
in a list are corrections of their counts, as an institution enters what was signed on paper: a row each.
"""

import datetime
import json
import random
import sys
import time
import zoneinfo

import lists

DAY = 86_400_000
THEMES = ["education", "environment", "health", "justice", "transport", "work"]
NEVER = 9_000_000_000_000_000
# The list in which readers find what is in a stage; of twenty petitions so many are in it.
STAGES = [
    ("collecting", "open", 8), ("paused", "open", 1), ("reached", "open", 2),
    ("taken-up", "waiting", 1), ("examination", "waiting", 1), ("decided", "answered", 2),
    ("expired", "closed", 1), ("joined", "closed", 1), ("withdrawn", "closed", 1),
    ("refused", "refused", 1), ("archived", "archived", 1),
]
TABLES = {
    "petition": "tenant_id space_id id stage stage_since is_author_shown language title body ask theme"
                " created_at submitted_at published_at closes_at paused_at reached_at ended_at joined_to"
                " refusal decision legislature terms is_shown mark",
    "petition_line": "tenant_id space_id id list stage theme ask published_at closes_at ended_at"
                     " waits_since signatures shown_count shown_until day day_base day_count up_at"
                     " down_at check_at",
    "ledger_item": "tenant_id number space_id kind id opens_at closes_at entry_count adjustment",
    "ledger_section": "tenant_id item section entry_count adjustment",
    "ledger_correction": "tenant_id item number day section change source reason",
    "search_entry": "tenant_id space_id kind id number scope title text annex",
    "search_word": "tenant_id space_id kind word length head tail",
}


class Place:
    """The space of the demonstration's petitions."""

    def __init__(self, database):
        self.tenant, self.space, self.slug = database.ask(
            "SELECT tenant_id, id, slug FROM space WHERE module = 'petitions' ORDER BY tenant_id, id LIMIT 1")[0]
        self.own = f"tenant_id = '{self.tenant}'"
        self.here = f"{self.own} AND space_id = {self.space}"

    def path(self, *parts):
        return "/".join(["/en", self.slug, *map(str, parts)])


def one(database, statement):
    return database.ask(statement)[0][0]


def collecting(database, place):
    """Those that can be signed for another day, the oldest first."""
    return [row[0] for row in database.ask(
        f"SELECT id FROM petition WHERE {place.here} AND stage = 'collecting'"
        f" AND closes_at > {int(time.time() * 1000) + DAY} ORDER BY published_at, id")]


def item(petition, place):
    """How the ledger calls a petition, in a statement."""
    return f"(SELECT number FROM ledger_item WHERE {place.here} AND kind = 'petition' AND id = '{petition}')"


def signatures(database, petition, place):
    return one(database, f"SELECT signatures FROM petition_line WHERE {place.here} AND id = {petition}")


def check(database, place):
    """Whether no signature is counted twice, and the lines of lists say what the ledger counts."""
    twice = database.ask(
        f"SELECT item, entry_key FROM ledger_entry WHERE {place.own}"
        " GROUP BY item, entry_key HAVING count(*) > 1 LIMIT 1")
    wrong = database.ask(
        "SELECT line.id, line.signatures, item.entry_count + item.adjustment"
        " FROM petition_line AS line JOIN ledger_item AS item ON item.tenant_id = line.tenant_id"
        " AND item.space_id = line.space_id AND item.kind = 'petition'"
        " AND item.id = CAST(line.id AS TEXT)"
        f" WHERE line.tenant_id = '{place.tenant}' AND line.space_id = {place.space}"
        " AND line.signatures <> item.entry_count + item.adjustment LIMIT 1")
    adjusted = database.ask(
        f"SELECT item.number FROM ledger_item AS item WHERE item.tenant_id = '{place.tenant}'"
        " AND item.adjustment <> coalesce((SELECT sum(part.adjustment) FROM ledger_section AS part"
        " WHERE part.tenant_id = item.tenant_id AND part.item = item.number), 0) LIMIT 1")
    if twice or wrong or adjusted:
        sys.exit(f"NOT EXACT: twice {twice}, lines {wrong}, adjusted {adjusted}")


def sign(database, petition, place, count, days):
    """Adds so many signatures to a petition, spread over its first days."""
    number = one(database, f"SELECT {item(petition, place)}")
    before = one(database, f"SELECT entry_count FROM ledger_item WHERE {place.own} AND number = {number}")
    published = one(database, f"SELECT published_at FROM petition WHERE {place.here} AND id = {petition}")
    first = published // DAY + 1
    days = min(days, int(time.time() * 1000) // DAY - first)
    columns = "tenant_id, item, sequence, entry_key, section, channel, day, nonce, payload"
    if database.name == "SQLite":
        given = f"WITH RECURSIVE given (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM given WHERE n < {count})"
        origin, key, nonce, payload = "given", "randomblob(16)", "randomblob(8)", "x''"
    else:
        given, origin = "", f"generate_series(1, {count}) AS given (n)"
        key = f"decode(md5('{number}/' || ({before} + n)), 'hex')"
        nonce, payload = "substring(decode(md5('nonce/' || n), 'hex') FROM 1 FOR 8)", "''::bytea"
    day = f"{first} + CAST(n - 1 AS BIGINT) * {days} / {count}"
    script = [
        f"{given} INSERT INTO ledger_entry ({columns}) SELECT '{place.tenant}', {number}, {before} + n, {key}, 'all',"
        f" 'provider', {day}, {nonce}, {payload} FROM {origin};"]
    # So many of the entries are those of a day: where the integer division above comes to the next one.
    ends = [-(-passed * count // days) for passed in range(days + 1)]
    per_day = [end - start for start, end in zip(ends, ends[1:])]
    for offset, amount in enumerate(per_day):
        script.append(moved(place, "ledger_day", "day, section, channel",
                            f"{first + offset}, 'all', 'provider'", number, amount))
        # The ledger counts hours on days that have company.
        for hour in range(24) if amount > 2400 else ():
            script.append(moved(place, "ledger_hour", "hour", (first + offset) * 24 + hour, number, amount // 24))
    script.append(moved(place, "ledger_section", "section", "'all'", number, count))
    script.append(
        f"UPDATE ledger_item SET entry_count = entry_count + {count}, busy_day = {first + days - 1},"
        f" busy_count = {per_day[-1]} WHERE {place.own} AND number = {number};")
    script.append(
        f"UPDATE petition_line SET signatures = {before + count}, shown_count = {before + count}"
        f" WHERE {place.here} AND id = {petition};")
    database.run("\n".join(script))


def moved(place, table, columns, values, number, count):
    key = ", ".join(["tenant_id", "item", *columns.split(", ")])
    return (f"INSERT INTO {table} ({key}, entry_count) VALUES ('{place.tenant}', {number}, {values}, {count})"
            f" ON CONFLICT ({key}) DO UPDATE SET entry_count = {table}.entry_count + excluded.entry_count;")


def raise_threshold(database, petition, place, threshold):
    """So many are needed that it goes on collecting, whatever is written past the program."""
    where = f"WHERE {place.here} AND id = {petition}"
    terms = json.loads(one(database, f"SELECT terms FROM petition {where}"))
    text = json.dumps({**terms, "threshold": threshold}, separators=(",", ":"))
    database.run(f"UPDATE petition SET terms = '{text}' {where};\n"
                 f"UPDATE petition_line SET up_at = {threshold}, down_at = 0 {where};")


def fill_lists(database, place):
    """20,000 petitions in every stage, each with a text; nobody can sign them, because they have no keys."""
    now = int(time.time() * 1000)
    last = one(database, f"SELECT max(id) FROM petition WHERE {place.here}")
    terms = json.loads(one(database, f"SELECT terms FROM petition WHERE {place.here} AND id = {last}"))
    terms = json.dumps({**terms, "threshold": 100_000}, separators=(",", ":"))
    number = one(database, f"SELECT max(number) FROM ledger_item WHERE {place.own}")
    rows = {table: [] for table in TABLES}
    known = set()
    for index, title, text in lists.texts(random.Random(2), 140):
        one_of(rows, place, last + 1 + index, number + 1 + index, index, title, text, terms, now)
        known.update(title + text + [str(last + 1 + index)])
    rows["search_word"] = lists.words(known, (place.tenant, place.space), "petition")
    for table, columns in TABLES.items():
        database.insert(table, columns.split(), rows[table])
    count = lists.COUNT
    database.run(
        f"UPDATE petition_numbering SET last_number = {last + count}"
        f" WHERE {place.here};\n"
        f"UPDATE ledger_numbering SET last_number = {number + count} WHERE {place.own};"
        + ("\nINSERT INTO search_words (search_words) VALUES ('rebuild');"
           if database.name == "SQLite" else ""))
    found = one(database, f"SELECT count(*) FROM petition WHERE {place.here} AND id > {last}")
    if found != count:
        sys.exit(f"{found} of {count} petitions were written")
    if database.name != "SQLite":
        # What autovacuum does within a minute of so many new rows.
        database.ask("VACUUM ANALYZE")


def one_of(rows, place, petition, number, index, title, text, terms, now):
    """Adds the rows of one petition."""
    here = (place.tenant, place.space)
    chance = random.Random(index)
    stage, part = chance.choices([stage[:2] for stage in STAGES], [stage[2] for stage in STAGES])[0]
    begun = now - chance.randrange(20 * DAY, 600 * DAY)
    theme, ask = chance.choice(THEMES), chance.choice(["law", "control"])
    is_collected, is_under_way = stage != "refused", part == "open"
    # Some are over by the time alone: the job that writes that down comes within a minute.
    closes = now + chance.randrange(-DAY, 180 * DAY) if is_under_way else begun + 180 * DAY
    is_reached = stage in ("reached", "taken-up", "examination", "decided")
    signatures = chance.randrange(100_000, 900_000) if is_reached else chance.randrange(100_000)
    signatures = signatures if is_collected else 0
    ended = None if is_under_way or not is_collected else min(now, closes)
    reached = begun + 30 * DAY if is_reached else None
    waits = reached if stage in ("reached", "taken-up", "examination") else None
    since = ended or begun
    refusal = '{"isTextHidden":false,"reason":"duplicate","texts":{}}' if stage == "refused" else None
    decision = ('{"day":%d,"kind":"mission","texts":{"en":"A committee looks into it."}}' % (since // DAY)
                if stage == "decided" else None)
    published = begun if is_collected else None
    rows["petition"].append((
        *here, petition, stage, since, False, "en", " ".join(title), " ".join(text), ask, theme,
        begun, begun, published, closes if is_collected else None, begun if stage == "paused" else None,
        reached, ended, petition - 1 if stage == "joined" else None, refusal, decision,
        "17" if stage == "archived" else None, terms, True, 1))
    today = day_of(now)
    signed_today = min(chance.randrange(2000), signatures) if is_under_way and index % 4 == 0 else 0
    day = today if signed_today else 0
    rows["petition_line"].append((
        *here, petition, part, stage, theme, ask, published or since,
        closes if is_collected else None, ended, waits, signatures, signatures, 0, day,
        signatures - signed_today if day else 0, signed_today,
        100_000 if stage == "collecting" else NEVER, 100_000 if stage == "reached" else 0,
        now + DAY if is_collected else None))
    if is_collected:
        rows["ledger_item"].append((
            place.tenant, number, place.space, "petition", str(petition), begun, ended or closes, 0, signatures))
        rows["ledger_section"].append((place.tenant, number, "all", 0, signatures))
        rows["ledger_correction"].append((
            place.tenant, number, 1, begun // DAY, "all", signatures, "paper", "Signed on paper"))
    rows["search_entry"].append((
        *here, "petition", str(petition), ((published or since) << 21) + index,
        f"{place.tenant}/{place.space}/petition", " ".join([*title, str(petition)]), " ".join(text), ""))


def day_of(now):
    """The day by the clocks of the demonstration, since 1970."""
    zone = zoneinfo.ZoneInfo("Europe/Brussels")
    return datetime.datetime.fromtimestamp(now / 1000, zone).date().toordinal() - 719_163
