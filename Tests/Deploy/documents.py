"""The blocks of commands in the documents, as a reader would type them."""

import re
from typing import NamedTuple


class Block(NamedTuple):
    line: int
    text: str
    # Why no test types it; None when one does.
    reason: str | None


def blocks(path):
    """Every fenced block, with the reason that may stand in a comment before it."""
    found, lines = [], path.read_text().splitlines()
    index = 0
    while index < len(lines):
        if lines[index].lstrip().startswith("```"):
            end = next(i for i in range(index + 1, len(lines))
                       if lines[i].lstrip().startswith("```"))
            mark = re.fullmatch(r"<!-- not typed(?: by a test(?: as it stands)?)?: (.+) -->",
                                lines[index - 1].strip()) if index else None
            found.append(Block(index + 1, "\n".join(lines[index + 1:end]),
                               mark and mark.group(1)))
            index = end
        index += 1
    return found
