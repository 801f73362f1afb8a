"""Many open initiatives at once: the demonstration, seeded with a register that has hundreds more."""

import datetime
import json
import os
import shutil

COUNTS = ((500, "85 %"), (1500, "75 %"))


def resources(folder, count):
    """What the program serves and reads, with so many more initiatives that collect today."""
    root = os.getcwd()
    for name in ("Public", "Sources", "Modules"):
        os.symlink(os.path.join(root, name), os.path.join(folder, name))
    seeds = os.path.join(folder, "Seeds")
    shutil.copytree("Seeds", seeds)
    path = os.path.join(seeds, "demo/eci/register.json")
    with open(path) as file:
        register = json.load(file)
    began = (datetime.date.today() - datetime.timedelta(days=30)).isoformat()
    like = next(one for one in register["initiatives"] if one["status"] == "ongoing")
    register["initiatives"] += [
        {**like, "id": name, "title": f"Initiative {name}", "registeredOn": began,
         "opensOn": began, "closesOn": None, "reported": None, "reportedTotal": None}
        for name in names(count)]
    with open(path, "w") as file:
        json.dump(register, file)


def names(count):
    return [f"2026-{900_000 + number}" for number in range(count)]


def addresses(file, count):
    """Where each of them is signed."""
    with open(file, "w") as output:
        for name in names(count):
            output.write(f"/en/initiatives/{name}/statements\n")
