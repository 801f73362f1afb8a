"""Keys of an installation, derived as `Vault` derives them, for rows that are written past the program."""

import base64
import hashlib
import hmac
import os
import struct

# Of the standard alphabet of base 32, letter by letter, that of Crockford.
CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ", "=")


def secret(data):
    """What the program keeps beside its database."""
    with open(os.path.join(data, "secret")) as file:
        return base64.b64decode(file.read())


def key(secret, *names):
    """The key for a purpose of an institution, and of what is named in it."""
    info = b"".join(bytes([len(name)]) + name.encode() for name in names)
    extracted = hmac.digest(b"parvis/v1", secret, hashlib.sha256)
    return hmac.digest(extracted, info + b"\x01", hashlib.sha256)


def lookup(key, *parts):
    """By what a text is found again, as `LookupKey` makes it."""
    code = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        code.update(struct.pack(">I", len(part)) + part.encode())
    return code.digest()


def base32(octets):
    return base64.b32encode(octets).decode().translate(CROCKFORD)
