#!/usr/bin/env python3
"""Checks a taizhang receipt without taizhang: verify_receipt.py RECEIPT [VKEY]

Recomputes every event's leaf hash and its way to the root (RFC 9162 section 2.1.3.2) and prints what the events say.
With a vkey and the `cryptography` package it also checks the ledger's Ed25519 signature (C2SP signed-note).
Exit code 0: all that was checked holds; 1: something does not. docs/proofs.md explains the format.
"""
import base64, hashlib, json, sys


def fail(why): sys.exit("NOT VALID: " + why)
def unbase64(text): return base64.b64decode(text, validate=True)
def sha256(*parts): return hashlib.sha256(b"".join(parts)).digest()


def root_of(leaf, index, size, path):
    """The root that a leaf and the hashes beside its way make."""
    if not 0 <= index < size:
        fail(f"there is no leaf {index} in a tree of {size}")
    node, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            fail("the path is too long")
        if node % 2 == 1 or node == last:
            root = sha256(b"\x01", sibling, root)
            while node % 2 == 0 and node > 0:
                node, last = node >> 1, last >> 1
        else:
            root = sha256(b"\x01", root, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        fail("the path is too short")
    return root


def check_signature(text, lines, vkey):
    """Whether the ledger signed the checkpoint's text; what to say about it."""
    name, key_hash, key = vkey.strip().split("+", 2)
    key = unbase64(key)
    expected = sha256(name.encode(), b"\n", key)[:4]
    if key[0] != 1 or expected.hex() != key_hash:
        fail("the vkey is damaged or of another type than Ed25519")
    if name != text.split("\n")[0]:
        fail(f"the vkey is of {name}, the checkpoint of another ledger")
    blobs = [unbase64(line.split(" ")[2]) for line in lines if line.split(" ")[1] == name]
    own = [blob[4:] for blob in blobs if blob[:4] == expected]
    if not own:
        fail("no signature by this vkey")
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return "NOT CHECKED: the Python package 'cryptography' is not installed"
    for signature in own:
        try:
            Ed25519PublicKey.from_public_bytes(key[1:]).verify(signature, text.encode())
        except Exception:
            fail("the signature is false")
    return "valid"


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        receipt = json.load(file)
    if receipt.get("format") != "taizhang-receipt/1":
        fail("no taizhang-receipt/1")
    text, _, signatures = receipt["checkpoint"].rpartition("\n\n")
    text += "\n"
    origin, size, root = text.split("\n")[:3]
    for item in receipt["events"]:
        event = json.loads(item["line"])
        if event["seq"] != item["index"] + 1 or receipt["record"] not in (event["id"], event["data"].get("target")):
            fail("an event is not the record's, or not at its place")
        path = [unbase64(hash) for hash in item["path"]]
        if root_of(sha256(b"\x00", item["line"].encode()), item["index"], int(size), path) != unbase64(root):
            fail(f"event {event['seq']} is not in the tree with this root")
        for key in ("seq", "id", "type", "effective", "recorded_at", "actor", "source", "data"):
            print(f"{key:12} {json.dumps(event[key], ensure_ascii=False)}")
        print()
    said = "NOT CHECKED: no vkey given"
    if len(sys.argv) == 3:
        said = check_signature(text, signatures.strip("\n").split("\n"), sys.argv[2])
    print(f"checkpoint   {origin}, {size} events, root {root}\nsignature    {said}")
    print(f"inclusion    valid: {len(receipt['events'])} event(s) of record {receipt['record']}")


try:
    main()
except (KeyError, IndexError, TypeError, ValueError, AttributeError, OSError) as error:
    fail(f"unreadable: {error!r}")
