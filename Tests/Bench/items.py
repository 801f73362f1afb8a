"""Many open initiatives at once: the demonstration, seeded with a register that has hundreds more, and many
institutions with a few each, made by the operator's commands."""

import datetime
import glob
import json
import os
import shutil
import subprocess

COUNTS = ((500, "85 %"), (1500, "75 %"))
INSTITUTIONS, OF_EACH, GOAL_OF_INSTITUTIONS = 50, 10, "60 %"


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
    register["initiatives"] += collecting(count, register)
    with open(path, "w") as file:
        json.dump(register, file)


def collecting(count, register):
    """So many initiatives that collect today, like one of the register."""
    began = (datetime.date.today() - datetime.timedelta(days=30)).isoformat()
    like = next(one for one in register["initiatives"] if one["status"] == "ongoing")
    return [
        {**like, "id": name, "title": f"Initiative {name}", "registeredOn": began,
         "opensOn": began, "closesOn": None, "reported": None, "reportedTotal": None}
        for name in names(count)]


def institutions(program, data, settings):
    """Makes institutions with initiatives, to be signed with the keys of the demonstration's authorities."""
    with open("Seeds/demo/eci/register.json") as file:
        register = json.load(file)
    path = os.path.join(data, "register.json")
    with open(path, "w") as file:
        json.dump({"initiatives": collecting(OF_EACH, register)}, file)
    # Each file holds the public half too.
    keys = sorted(glob.glob(os.path.join(data, "demo-authorities", "*.parvis-key")))

    def command(*arguments):
        subprocess.run([program, *arguments, "--data", data, *settings],
                       check=True, stdout=subprocess.DEVNULL)

    for name in institution_names():
        command("tenant", "create", name, "--name", f"Institution {name}",
                "--host", f"{name}.example.org", "--space", "initiatives")
        command("authority", "register", *keys, "--tenant", name)
        command("initiative", "register", path, "--tenant", name)


def institution_names():
    return [f"i{number:02}" for number in range(INSTITUTIONS)]


def names(count):
    return [f"2026-{900_000 + number}" for number in range(count)]


def addresses(file, count):
    """Where each of them is signed."""
    with open(file, "w") as output:
        for name in names(count):
            output.write(f"/en/initiatives/{name}/statements\n")


def institution_addresses(file):
    with open(file, "w") as output:
        for institution in institution_names():
            for name in names(OF_EACH):
                output.write(f"{institution}.example.org /en/initiatives/{name}/statements\n")
