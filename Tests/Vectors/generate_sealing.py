#!/usr/bin/env python3
"""Writes sealing.json: sealed statements that Swift must open and JavaScript must make.

    .venv/bin/python Tests/Vectors/generate_sealing.py

RFC 9180 is written out here a third time, from the primitives of the Python package `cryptography`,
and is first held against the vectors of the RFC's own appendix A.1.1.
"""

import base64
import hashlib
import hmac
import json
import pathlib

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = pathlib.Path(__file__).resolve().parent
INFO = b"parvis/statement/1"
AES_128_GCM, AES_256_GCM = (1, 16), (2, 32)


# RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256

def extract(suite, salt, label, material):
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + material, "sha256")


def expand(suite, secret, label, info, length):
    text = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    block, output = b"", b""
    while len(output) < length:
        counter = len(output) // 32 + 1
        block = hmac.digest(secret, block + text + bytes([counter]), "sha256")
        output += block
    return output[:length]


def public(private):
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def schedule(ephemeral, recipient, info, aead):
    identifier, key_bytes = aead
    kem = b"KEM" + (0x20).to_bytes(2, "big")
    hpke = b"HPKE" + b"".join(part.to_bytes(2, "big") for part in (0x20, 1, identifier))
    encapsulated = public(ephemeral)
    exchanged = X25519PrivateKey.from_private_bytes(ephemeral).exchange(
        X25519PublicKey.from_public_bytes(recipient))
    shared = expand(kem, extract(kem, b"", b"eae_prk", exchanged), b"shared_secret",
                    encapsulated + recipient, 32)
    context = b"\0" + extract(hpke, b"", b"psk_id_hash", b"") + extract(
        hpke, b"", b"info_hash", info)
    secret = extract(hpke, shared, b"secret", b"")
    return {"enc": encapsulated, "shared_secret": shared, "key_schedule_context": context,
            "secret": secret, "key": expand(hpke, secret, b"key", context, key_bytes),
            "base_nonce": expand(hpke, secret, b"base_nonce", context, 12)}


def check_against_rfc():
    """Appendix A.1.1, and the first of its encryptions."""
    given = {
        "info": "4f6465206f6e2061204772656369616e2055726e",
        "skEm": "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
        "pkRm": "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d",
        "skRm": "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
        "pt": "4265617574792069732074727574682c20747275746820626561757479",
        "aad": "436f756e742d30",
    }
    expected = {
        "enc": "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
        "shared_secret": "fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc",
        "key_schedule_context":
            "00725611c9d98c07c03f60095cd32d400d8347d45ed67097bbad50fc56da742d07"
            "cb6cffde367bb0565ba28bb02c90744a20f5ef37f30523526106f637abb05449",
        "secret": "12fff91991e93b48de37e7daddb52981084bd8aa64289c3788471d9a9712f397",
        "key": "4531685d41d65f03dc48f6b8302c05b0",
        "base_nonce": "56d890e5accaaf011cff4b7d",
        "ct": "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
              "6d8770ac83d07bea87e13c512a",
    }
    raw = {name: bytes.fromhex(value) for name, value in given.items()}
    assert public(raw["skRm"]) == raw["pkRm"]
    made = schedule(raw["skEm"], raw["pkRm"], raw["info"], AES_128_GCM)
    made["ct"] = AESGCM(made["key"]).encrypt(made["base_nonce"], raw["pt"], raw["aad"])
    for name, value in expected.items():
        assert made[name].hex() == value, name


# Statements

def secret_key(name):
    """A private key that everybody can make again: for vectors only."""
    return hashlib.sha256(b"parvis vectors: " + name.encode()).digest()


def padded(content):
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    size = -(-len(text.encode()) // 128) * 128
    return text + " " * (size - len(text.encode()))


def vector(name, context, content):
    private, ephemeral = secret_key("authority of " + context["state"]), secret_key(name)
    recipient = public(private)
    made = schedule(ephemeral, recipient, INFO, AES_256_GCM)
    plaintext = padded(content)
    associated = "|".join(context[part] for part in ("tenant", "subject", "state", "form"))
    ciphertext = AESGCM(made["key"]).encrypt(
        made["base_nonce"], plaintext.encode(), associated.encode())
    key_id = hashlib.sha256(recipient).digest()[:8]
    sealed = b"\x01" + key_id + made["enc"] + ciphertext
    return {
        "name": name,
        "recipient": {"private": private.hex(), "public": recipient.hex(), "id": key_id.hex()},
        "ephemeral": {"private": ephemeral.hex(), "public": made["enc"].hex()},
        "context": context,
        "content": content,
        "plaintext": plaintext,
        "encapsulated": made["enc"].hex(),
        "ciphertext": ciphertext.hex(),
        "sealed": base64.b64encode(sealed).decode(),
    }


def residence(first, family, street, number, code, city, country, birth):
    return {"firstNames": first, "familyNames": family, "street": street, "houseNumber": number,
            "postalCode": code, "city": city, "country": country, "birthDate": birth}


def numbered(first, family, kind, number):
    return {"firstNames": first, "familyNames": family, "numberKind": kind, "number": number}


def context(state, initiative="2025-000002", tenant="eci"):
    return {"tenant": tenant, "subject": f"1/initiative/{initiative}", "state": state, "form": "2019-788-III/1"}


def vectors():
    return [
        vector("a number", context("EE"), numbered("Ada", "Tamm", "isikukood", "37605030299")),
        vector("a residence", context("FR"), residence(
            "Jeanne", "Durand", "rue de l’Église", "12 bis", "75001", "Paris", "FR", "1990-01-01")),
        vector("without house number and postal code", context("IE"), residence(
            "Siân", "O’Brien", "Inis Meáin", "", "", "Árainn", "IE", "1971-12-31")),
        vector("Greek", context("GR"), residence(
            "Γεώργιος", "Παπαδόπουλος", "Οδός Ερμού", "7", "105 63", "Αθήνα", "GR", "1960-03-25")),
        vector("Cyrillic", context("BG"), numbered("Йордан", "Иванов", "egn", "7311189991")),
        vector("emoji, quotes and a backslash", context("SE"), numbered(
            "Zoë 👩‍👩‍👧 \U0001F1EA\U0001F1FA", "\"O\\'Hara\" <&>", "personnummer", "900101-9802")),
        vector("combining marks are kept as they are", context("CZ"), numbered(
            "Z\u030cofie", "Nova\u0301kova\u0301", "passport", "12345678")),
        vector("exactly one block", context("LT"), numbered(
            "x" * 23, "y" * 20, "asmens-kodas", "1" * 11)),
        vector("as long as fields allow", context("FR", "2024-000009", "example-parliament"),
               residence("é" * 200, "ß" * 200, "\u20ac" * 200, "9" * 20, "A" * 16, "Ω" * 200, "ZW",
                         "1900-02-28")),
        vector("the same statement for another tenant", context("EE", tenant="other"),
               numbered("Ada", "Tamm", "isikukood", "37605030299")),
        vector("the same statement for another initiative", context("EE", "2025-000003"),
               numbered("Ada", "Tamm", "isikukood", "37605030299")),
    ]


def main():
    check_against_rfc()
    document = {"info": INFO.decode(), "vectors": vectors()}
    assert len(padded(document["vectors"][7]["content"])) == 128
    text = json.dumps(document, indent=1, ensure_ascii=True)
    (HERE / "sealing.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
