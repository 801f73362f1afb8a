"""Lists, orders and searches of 20,000 initiatives: what one page takes that no cache has."""

import itertools
import random
import subprocess
import sqlite3
import time
import urllib.parse

COUNT = 20_000
TURNS = 12
# Every text holds the first, a twentieth the second, one the third; nothing the fourth, which is near it.
COMMON, SOME, RARE, WRONG = "europe", "glacier", "quokka", "quoka"
LIST = "/en/initiatives"
PARTS = [
    ("newest", {}, "a list"),
    ("most signed", {"order": "most-signed"}, "178 ms before totals were stored"),
    ("closing soon", {"order": "closing-soon"}, "a list"),
    ("successful ones, most signed", {"order": "most-signed", "state": "successful"}, "a list"),
    ("a word that all hold", {"q": COMMON}, "the 500 best of 20,000"),
    ("the same, closing soon", {"q": COMMON, "order": "closing-soon"}, "1,800 ms before it was looked at"),
    ("a word that a twentieth holds", {"q": SOME}, "a search"),
    ("a word that one holds", {"q": RARE}, "a search"),
    ("a beginning of words", {"q": "gla"}, "a search"),
    ("one letter wrong", {"q": WRONG}, "a search"),
    ("a word that none holds", {"q": "zzzzzz"}, "149 ms before there was an index"),
]
STAGES = ["scheduled", "closed", "submitted", "answered", "withdrawn", "insufficient"]


def texts(chance, length):
    """A title and a text for each of so many things, of words that are used as often as people use theirs."""
    letters = "etaoinshrdlucmfw"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(4, 11))) for _ in range(40_000)]
    weights = list(itertools.accumulate(1 / (place + 3) for place in range(len(vocabulary))))
    for number in range(COUNT):
        words = list(dict.fromkeys(chance.choices(vocabulary, cum_weights=weights, k=length)))
        title, text = words[:8], words[8:] + [COMMON]
        if number % 20 == 0:
            text.append(SOME)
        if number == COUNT // 2:
            title.append(RARE)
        yield number, title, text


def rows(now):
    """Initiatives of every stage, with texts as long as those of the register."""
    chance = random.Random(1)
    day = now // 86_400_000
    for number, title, text in texts(chance, 70):
        stage = STAGES[number % len(STAGES)]
        registered = day - number // 5
        opens = now - chance.randrange(86_400_000 * 600)
        closes = opens + 86_400_000 * 365
        yield (f"1{number // 1000:03}-{number:06}", title, text, stage, registered, opens, closes,
               chance.randrange(1_500_000))


def statements(now, spaces):
    """Tables, columns and rows as the program writes them, in so many spaces by turns."""
    tables = {
        "initiative": ("tenant_id space_id id title objectives is_shortened language stage first_day"
                       " last_day opens_at closes_at registered_on register_url presentation"
                       " reported_total", []),
        "initiative_line": ("tenant_id space_id id stage opens_at ends_at registered_on reported"
                            " total shown_count", []),
        "search_entry": ("tenant_id space_id kind id number scope title text annex", []),
        "search_word": ("tenant_id space_id kind word length head tail", []),
    }
    known = set()
    for row, (key, title, text, stage, day, opens, closes, total) in enumerate(rows(now)):
        place = ("eci", 1 + row % spaces)
        tables["initiative"][1].append(
            (*place, key, " ".join(title), " ".join(text), False, "en", stage,
             opens // 86_400_000, closes // 86_400_000, opens, closes, day, "https://example.org/",
             '{"organisers":[],"social":[]}', total))
        tables["initiative_line"][1].append(
            (*place, key, stage, opens, closes, day, total, total, total))
        tables["search_entry"][1].append(
            (*place, "initiative", key, (day * 86_400_000 << 21) + row,
             f"eci/{place[1]}/initiative",
             " ".join(title), " ".join(text), ""))
        known.update(title + text)
    tables["search_word"][1].extend(words(known, ("eci", 1), "initiative"))
    return [(table, columns.split(), rows) for table, (columns, rows) in tables.items()]


def words(known, place, kind):
    """Rows of the words by which something is found that is nearly one of them."""
    for word in sorted(known):
        half = len(word) // 2
        yield *place, kind, word, len(word), word[:half], word[half:]


# How many initiatives are in each stage, as the program keeps it beside its lines.
COUNT_STAGES = """
    INSERT INTO initiative_stage (tenant_id, space_id, stage, initiatives)
    SELECT tenant_id, space_id, stage, count(*) FROM initiative_line WHERE tenant_id = 'eci'
    GROUP BY tenant_id, space_id, stage
    ON CONFLICT (tenant_id, space_id, stage) DO UPDATE SET initiatives = excluded.initiatives
"""


def fill_sqlite(file, spaces=1):
    database = sqlite3.connect(file.path, isolation_level=None)
    database.execute("BEGIN")
    for table, columns, values in statements(int(time.time() * 1000), spaces):
        marks = ", ".join("?" for _ in columns)
        database.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING",
            values)
    database.execute(COUNT_STAGES)
    database.execute("INSERT INTO search_words (search_words) VALUES ('rebuild')")
    database.execute("COMMIT")
    database.close()


def fill_postgres(server, spaces=1):
    script = []
    for table, columns, values in statements(int(time.time() * 1000), spaces):
        names = ", ".join(columns)
        script.append(f"CREATE TEMPORARY TABLE new AS SELECT {names} FROM {table} LIMIT 0;")
        script.append(f"COPY new ({names}) FROM STDIN;")
        script += ["\t".join(str(cell) for cell in row) for row in values]
        script.append("\\.")
        script.append(f"INSERT INTO {table} ({names}) SELECT {names} FROM new"
                      " ON CONFLICT DO NOTHING; DROP TABLE new;")
    script.append(COUNT_STAGES + ";")
    # What autovacuum does within a minute of so many new rows.
    script.append("VACUUM ANALYZE;")
    subprocess.run(["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", server.address],
                   input="\n".join(script), check=True, text=True)


def measure(server, name):
    """Each page as it is built, for a reader who is alone."""
    print(f"| {name}: pages of {COUNT:,} initiatives | p50 ms | p99 ms | goal | |")
    print("|---|---:|---:|---:|---|")
    for label, query, note in PARTS:
        spans = []
        path = LIST + "?" + urllib.parse.urlencode(query)
        for _ in range(TURNS):
            # Older than what a cache may give to the only reader: it is built anew.
            time.sleep(1.1)
            start = time.perf_counter()
            server.get(path)
            spans.append((time.perf_counter() - start) * 1000)
        spans.sort()
        print(f"| {label} | {spans[len(spans) // 2]:.1f} | {spans[-1]:.1f} | 15 | {note} |",
              flush=True)
