"""Makes `work.json`: works and the lowest counters that do them, by Python's own SHA-256.

    python3 Tests/Vectors/generate_work.py

`Sources/Vault/ProofOfWork.swift` checks them, and `Public/js/sign/work.js` finds the same counters.
"""

import hashlib
import json
import pathlib

PARTS = 8
BYTES = 64 * 1024
WORKS = [("nothing asked", 0), ("a few bits", 3), ("a whole byte", 8), ("more than a byte", 9)]


def seed(name):
    return hashlib.sha256(f"parvis work {name}".encode()).digest()


def zeros(digest):
    return 256 - int.from_bytes(digest, "big").bit_length()


def counter(of, bits, part):
    number = 0
    filling = bytes(BYTES - 32 - 1 - 4)
    while True:
        message = of + bytes([part]) + number.to_bytes(4, "big") + filling
        if zeros(hashlib.sha256(message).digest()) >= bits:
            return number
        number += 1


def vectors():
    return [{"name": name, "seed": seed(name).hex(), "bits": bits,
             "work": ".".join(str(counter(seed(name), bits, part)) for part in range(PARTS))}
            for name, bits in WORKS]


if __name__ == "__main__":
    path = pathlib.Path(__file__).with_name("work.json")
    path.write_text(json.dumps({"vectors": vectors()}, indent=1) + "\n", "ascii")
