#!/usr/bin/env python3
"""Checks a taizhang receipt without taizhang: verify_receipt.py RECEIPT [VKEY]

Recomputes every event's leaf hash and its way to the root (RFC 9162 section 2.1.3.2) and prints what the events say.
With a vkey and the `cryptography` package it also checks the ledger's Ed25519 signature (C2SP signed-note).
Exit code 0: all that was checked holds; 1: something does not. docs/proofs.md explains the format.

Whether the ledger has further events of the record, later ones or some that were left out, only the ledger can tell.
"""
import base64, datetime, hashlib, json, re, sys, unicodedata

EVENT_KEYS = ["actor", "data", "effective", "id", "recorded_at", "seq", "source", "type", "v"]
# What could steer a terminal, turn the direction of writing or hide: it is shown by its number.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]")


def safe(text): return UNSAFE.sub(lambda mark: f"<U+{ord(mark[0]):04X}>", text)
def fail(why): sys.exit("NOT VALID: " + safe(why))
def need(holds, why): return None if holds else fail(why)
def sha256(*parts): return hashlib.sha256(b"".join(parts)).digest()


def unbase64(text, length=None):
    """The bytes of the one base64 text that they have."""
    data = base64.b64decode(text.encode(), validate=True)
    need(base64.b64encode(data).decode() == text and length in (None, len(data)), f"{text!r} is no such base64")
    return data


class Spelling(str):
    """A number that is no integer, as it is written."""


def parsed(text):
    """Reads JSON strictly: no key twice, no NaN, no half of a character, no endless nesting."""
    def members(pairs):
        need(len({key for key, _ in pairs}) == len(pairs), "a key is given twice")
        return dict(pairs)

    def check(value, depth):
        need(depth <= 16, "nested too deep")
        if isinstance(value, str):
            value.encode()
        for item in [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []:
            check(item, depth + 1)

    value = json.loads(text, object_pairs_hook=members, parse_float=Spelling, parse_constant=fail)
    check(value, 0)
    return value


def canonical(value):
    """The canonical form of RFC 8785."""
    if isinstance(value, Spelling):
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    return json.dumps(value, ensure_ascii=False)


def keyed(value, keys, where):
    """An object with exactly these keys."""
    need(isinstance(value, dict) and sorted(value) == sorted(keys), f"{where} must have exactly the keys {keys}")
    return value


def typed(value, kind, where):
    need(type(value) is kind, f"{where} must be of another type")
    return value


def event_of(line):
    """The event that a canonical line says."""
    event = keyed(parsed(line), EVENT_KEYS, "an event")
    for key in ("actor", "effective", "id", "recorded_at", "source", "type"):
        typed(event[key], str, key)
    typed(event["seq"], int, "seq"), typed(event["data"], dict, "data"), typed(event["v"], int, "v")
    need(event["v"] == 1 and canonical(event) == line, "an event's line is not in canonical form")
    need(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", event["effective"]), "effective is no date")
    need(re.fullmatch("[0-9-]{10}T[0-9:]{8}[.][0-9]{3}Z", event["recorded_at"]), "recorded_at is no time")
    datetime.date.fromisoformat(event["effective"]), datetime.datetime.fromisoformat(event["recorded_at"][:-1])
    return event


def root_of(leaf, index, size, path):
    """The root that a leaf and the hashes beside its way make."""
    need(0 <= index < size, f"there is no leaf {index} in a tree of {size}")
    node, last, root = index, size - 1, leaf
    for sibling in path:
        need(last != 0, "the path is too long")
        if node % 2 == 1 or node == last:
            root = sha256(b"\x01", sibling, root)
            while node % 2 == 0 and node > 0:
                node, last = node >> 1, last >> 1
        else:
            root = sha256(b"\x01", root, sibling)
        node, last = node >> 1, last >> 1
    need(last == 0, "the path is too short")
    return root


def is_name(name):
    """Whether a key can have this name."""
    return 0 < len(name.encode()) <= 255 and not any(
        c == "+" or c.isspace() or unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") for c in name)


def note_of(note):
    """The text of a signed note, and its signature lines as (name, blob)."""
    need(len(note.encode()) <= 1 << 16, "the checkpoint is too long")
    need(not re.search("[\x00-\x09\x0b-\x1f]", note), "a control character in the checkpoint")
    need(note.endswith("\n"), "the checkpoint's last line does not end")
    text, gap, lines = note.rpartition("\n\n")
    need(gap and lines, "no empty line with signatures behind it in the checkpoint")
    signatures = []
    for line in lines[:-1].split("\n"):
        mark, _, rest = line.partition(" ")
        name, _, blob = rest.partition(" ")
        need(mark == "—" and is_name(name) and len(unbase64(blob)) > 4, "a signature line is not: — name base64")
        signatures.append((name, unbase64(blob)))
    need(len(signatures) <= 100, "more than 100 signatures")
    return text + "\n", signatures


def check_signature(text, signatures, vkey):
    """Whether the ledger signed the checkpoint's text; what to say about it."""
    name, key_hash, key = vkey.strip().split("+", 2)
    key = unbase64(key, 33)
    expected = sha256(name.encode(), b"\n", key)[:4]
    need(is_name(name) and key[0] == 1 and expected.hex() == key_hash, "the vkey is damaged or not one of a ledger")
    need(name == text.split("\n")[0], f"the vkey is of {name}, the checkpoint of another ledger")
    own = [blob[4:] for signer, blob in signatures if signer == name and blob[:4] == expected]
    need(own, "no signature by this vkey")
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


def check_events(receipt, size, root):
    """The record's events: the opening one, corrections, a retraction last, each at its place in the tree."""
    items = typed(receipt["events"], list, "events")
    need(1 <= len(items) <= 500, "a receipt has 1 to 500 events")
    events = []
    for number, item in enumerate(items):
        keyed(item, ["index", "line", "path"], "an item of events")
        event, index = event_of(typed(item["line"], str, "line")), typed(item["index"], int, "index")
        need(event["seq"] == index + 1 and (not events or event["seq"] > events[-1]["seq"]), "an event is not in its place")
        if number == 0:
            need(event["id"] == receipt["record"], "the first event is not the one that opened the record")
            need(not event["type"].startswith("event."), "the first event opens no record")
        else:
            need(event["type"] in ("event.corrected", "event.retracted") and
                 event["data"].get("target") == receipt["record"], "an event is none of the record's")
            need(event["type"] == "event.corrected" or number == len(items) - 1, "an event behind the retraction")
        path = [unbase64(typed(hash, str, "path"), 32) for hash in typed(item["path"], list, "path")]
        need(len(path) <= 63 and root_of(sha256(b"\x00", item["line"].encode()), index, size, path) == root,
             f"event {event['seq']} is not in the tree with this root")
        events.append(event)
    return events


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as file:
        data = file.read((1 << 20) + 1)
    need(len(data) <= 1 << 20, "longer than 1 MiB")
    receipt = parsed(data.decode("utf-8"))
    need(isinstance(receipt, dict) and receipt.get("format") == "taizhang-receipt/1", "no taizhang-receipt/1")
    keyed(receipt, ["checkpoint", "events", "format", "record"], "a receipt")
    typed(receipt["record"], str, "record")
    text, signatures = note_of(typed(receipt["checkpoint"], str, "checkpoint"))
    lines = text[:-1].split("\n")
    need(len(lines) >= 3 and all(lines), "a checkpoint has the lines origin, size, root, and none that is empty")
    need(re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]) and int(lines[1]) < 1 << 63, "the size is no plain number")
    size, root = int(lines[1]), unbase64(lines[2], 32)
    events = check_events(receipt, size, root)
    said = "NOT CHECKED: no vkey given"
    if len(sys.argv) == 3:
        said = check_signature(text, signatures, sys.argv[2])
    for event in events:
        for key in ("seq", "id", "type", "effective", "recorded_at", "actor", "source", "data"):
            print(f"{key:12} {safe(json.dumps(event[key], ensure_ascii=False))}")
        print()
    print(f"checkpoint   {safe(lines[0])}, {size} events, root {lines[2]}\nsignature    {said}")
    print(f"inclusion    valid: {len(events)} event(s) of record {safe(receipt['record'])}")


try:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    main()
except (KeyError, IndexError, TypeError, ValueError, AttributeError, OSError, RecursionError) as error:
    fail(f"unreadable: {error!r}")
