"""Makes the outlines of the member states, which pages draw from one file, and where a word fits in each.

    python3 Seeds/tools/europe-map.py eu27-map.json Public/europe.svg Seeds/europe-map.json

The source is a map of 1000 units across (Natural Earth 1:50m, public domain, in ETRS89-LAEA).
Borders are cut where three meet; each piece is simplified once, for both of its neighbours.
"""

import collections
import json
import re
import sys

SCALE = 0.5
TOLERANCE = 3.5


def corners(path):
    """The rings of a path as absolute points, without the first one again at the end."""
    rings, here = [], (0, 0)
    for command, numbers in re.findall(r"([Mlz])([^Mlz]*)", path):
        values = [int(n) for n in re.findall(r"-?\d+", numbers)]
        pairs = list(zip(values[::2], values[1::2]))
        if command == "M":
            here, *pairs = pairs
            rings.append([here])
        elif command == "z":
            here = rings[-1][0]
        for dx, dy in pairs:
            here = (here[0] + dx, here[1] + dy)
            if rings[-1][-1] != here:
                rings[-1].append(here)
    for ring in rings:
        while len(ring) > 1 and ring[0] == ring[-1]:
            ring.pop()
    return rings


def junctions(rings):
    """The points at which more than two stretches of border meet."""
    neighbours = collections.defaultdict(set)
    for ring in rings:
        for a, b in zip(ring, ring[1:] + ring[:1]):
            neighbours[a].add(b)
            neighbours[b].add(a)
    return {point for point, others in neighbours.items() if len(others) > 2}


def simplified(line):
    """Douglas and Peucker: corners that lie nearer to the straight line are left out."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def distance(point):
        x, y = point
        if length == 0:
            return ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length

    farthest = max(range(1, len(line) - 1), key=lambda index: distance(line[index]))
    if distance(line[farthest]) <= TOLERANCE:
        return [line[0], line[-1]]
    return simplified(line[:farthest + 1])[:-1] + simplified(line[farthest:])


def both_ways(line):
    """The same corners stay, from whichever end the line is walked."""
    return simplified(line) if line[0] <= line[-1] else simplified(line[::-1])[::-1]


def smooth(ring, meetings):
    start = next((i for i, point in enumerate(ring) if point in meetings), ring.index(min(ring)))
    walk = ring[start:] + ring[:start + 1]
    result, piece = [], [walk[0]]
    for point in walk[1:]:
        piece.append(point)
        if point in meetings:
            result += both_ways(piece)[:-1]
            piece = [point]
    if len(piece) > 1:
        result += both_ways(piece)[:-1]
    return result


def written(rings, meetings):
    text = ""
    for ring in rings:
        points = []
        for x, y in smooth(ring, meetings):
            point = (round(x * SCALE), round(y * SCALE))
            if point not in points[-1:]:
                points.append(point)
        if len(points) < 3:
            continue
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:])]
        numbers = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
        text += f"M{points[0][0]} {points[0][1]}l{numbers}z"
    return text


# Where a code would cover its state or its neighbour's code, it stands beside.
BESIDE = {"BE": (-6, -4), "IE": (-4, 0), "LU": (9, 4), "MT": (16, 0), "PT": (6, 0)}


def mark(x, y):
    """An eight-cornered mark for a state that is too small to draw."""
    return f"M{x - 4} {y - 2}l2-2 4 0 2 2 0 4-2 2-4 0-2-2z"


def main():
    with open(sys.argv[1]) as file:
        source = json.load(file)
    width, height = (round(n * SCALE) for n in source["viewBox"][2:])
    # The source draws a circle where a state is too small.
    drawn = {code: corners(path) for code, path in source["paths"].items() if "a" not in path}
    background = corners(source["background"])
    meetings = junctions([ring for rings in drawn.values() for ring in rings] + background)
    states = {}
    for code in source["paths"]:
        place = [round(n * SCALE) for n in source["labelPoint"][code]]
        outline = written(drawn[code], meetings) if code in drawn else mark(*place)
        label = [a + b for a, b in zip(place, BESIDE.get(code, (0, 0)))]
        states[code] = {"outline": outline, "label": label}
    shapes = {"around": written(background, meetings)}
    shapes |= {code: state.pop("outline") for code, state in sorted(states.items())}
    with open(sys.argv[2], "w") as file:
        file.write(drawing(width, height, shapes))
    with open(sys.argv[3], "w") as file:
        json.dump({"width": width, "height": height, "states": states}, file, indent=0, sort_keys=True)
        file.write("\n")


def drawing(width, height, shapes):
    """Each outline under the code of its state, to be used by pages in their own colours."""
    paths = "".join(f'<path id="{name}" d="{shape}"/>\n' for name, shape in shapes.items())
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">\n'
            f"<!-- Natural Earth 1:50m, public domain, simplified -->\n{paths}</svg>\n")


if __name__ == "__main__":
    main()
