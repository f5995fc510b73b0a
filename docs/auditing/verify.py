#!/usr/bin/env python3
"""Verifies an auditor's kit of Colloquy without any of Colloquy's code.

Needs Python 3.9 and the package `cryptography`, for Ed25519. Fetches nothing and writes nothing. Read `verify` first: it goes
through the events once and compares everything else in the kit with what follows from them.
Exit codes: 0 verified, 1 not verified, 2 called in a wrong way.
"""
import argparse, base64, contextlib, hashlib, json, sys
from datetime import datetime, timezone
from pathlib import Path
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LOG, WITNESS = 1, 4  # what a key is for: the first byte of its base64 part
ENVELOPE = {"position", "event_id", "tenant", "stream", "revision", "type", "schema_version", "occurred_at",
            "recorded_at", "actor", "command_id", "causation_id", "correlation_id"}

KIT = {"format", "version", "origin", "ledger", "size", "exported_at", "complete"}


class NotVerified(Exception):
    """What does not hold, and where."""

class Wrong(ValueError):
    """What does not hold; `at` adds where."""

@contextlib.contextmanager
def at(where):
    try:
        yield
    except Wrong as problem:
        raise NotVerified(f"{where}: {problem}") from None
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError, ArithmeticError,
            OSError) as error:
        raise NotVerified(f"{where}: cannot be read: {type(error).__name__}: {error}") from None

def check(holds, what):
    if not holds:
        raise Wrong(what)

def sha256(data): return hashlib.sha256(data).digest()
def leaf_hash(entry): return sha256(b"\x00" + entry)              # RFC 6962, section 2.1
def node_hash(left, right): return sha256(b"\x01" + left + right)

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    check(base64.b64encode(data).decode() == text, "base64 that is spelled in an unusual way")
    return data

def number(text):
    check(isinstance(text, str) and text.isascii() and text.isdigit() and str(int(text)) == text, f"{text!r} is no number")
    return int(text)

def parse_json(data):
    def once(pairs):  # two readers of one text must not understand two things
        check(len(dict(pairs)) == len(pairs), "a key stands twice")
        return dict(pairs)
    return json.loads(data.decode(), object_pairs_hook=once)  # strictly UTF-8


# ---- keys, signed notes and checkpoints: c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature

def keys_in(file, kind):
    """The keys in a file, one a line as name+id+base64; by (name, id)."""
    keys = {}
    for line in Path(file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, key_id, encoded = line.strip().split("+", 2)
            key = unbase64(encoded)
            check(key[0] == kind, f"{name} is not the key of a {'log' if kind == LOG else 'witness'}")
            check(sha256(name.encode() + b"\n" + key)[:4].hex() == key_id, f"the id of {name} does not belong to its key")
            keys[name, bytes.fromhex(key_id)] = kind, Ed25519PublicKey.from_public_bytes(key[1:])
    check(keys, "there is no key")
    return keys

def open_checkpoint(note, origin, keys):
    """What a note says that the log has signed: its text, size and root; and which witnesses have signed it when."""
    text, _, lines = note.rpartition("\n\n")
    text, log_has_signed, witnessed = text + "\n", False, {}
    for line in lines.removesuffix("\n").split("\n"):
        dash, name, encoded = line.split(" ")
        check(dash == "\u2014", "a signature line begins with another sign than a dash")
        key_id, signature, message = unbase64(encoded)[:4], unbase64(encoded)[4:], text.encode()
        if (name, key_id) not in keys:
            continue  # somebody else's word
        kind, key = keys[name, key_id]
        if kind == WITNESS:
            time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
            message = f"cosignature/v1\ntime {time}\n{text}".encode()
            witnessed[name] = time
        try:
            key.verify(signature, message)
        except InvalidSignature:
            raise Wrong(f"the signature of {name} does not hold") from None
        log_has_signed |= kind == LOG
    check(log_has_signed, "none of the log's keys has signed it")
    found, size, root = text.split("\n")[:3]
    check(found == origin, f"it is a checkpoint of {found!r}, not of {origin}")
    return text, number(size), unbase64(root), witnessed


# ---- the tree, its tiles, and the bundles of entries: RFC 6962, c2sp.org/tlog-tiles

def path_of(kind, index, count):
    """The path of the tile or bundle `index` when there are `count` hashes or entries in all, and how many it has."""
    width, path = min(256, count - index * 256), f"{index % 1000:03}"
    while index := index // 1000:
        path = f"x{index % 1000:03}/{path}"
    return f"tile/{kind}/{path}" + (f".p/{width}" if width < 256 else ""), width

class Tree:
    """The right edge of a growing tree. Each hash is compared with the tile where it belongs."""
    def __init__(self, kit, final_size):
        self.kit, self.final_size, self.size, self.peaks, self.tile, self.tiles = kit, final_size, 0, [], {}, 0

    def push(self, leaf):
        hash, level, index = leaf, 0, self.size
        self.compare(level, index, hash)
        while index & 1:
            hash, level, index = node_hash(self.peaks.pop(), hash), level + 1, index >> 1
            self.compare(level, index, hash)
        self.peaks.append(hash)
        self.size += 1

    def compare(self, level, index, hash):
        if level % 8 == 0:
            with at(f"position {(index << level) + 1}"):
                if index % 256 == 0:
                    path, width = path_of(level // 8, index // 256, self.final_size >> level)
                    self.tile[level], self.tiles = (path, (self.kit / path).read_bytes()), self.tiles + 1
                    check(len(self.tile[level][1]) == 32 * width, f"{path} has not {width} hashes")
                path, hashes = self.tile[level]
                found = hashes[index % 256 * 32:][:32]
                check(found == hash, f"{path} holds {found.hex()}, the events lead to {hash.hex()}")

    def root(self):
        root = self.peaks[-1] if self.peaks else sha256(b"")
        for peak in self.peaks[-2::-1]:
            root = node_hash(peak, root)
        return root

def entries_in(kit, size):
    for index in range((size + 255) // 256):
        path, width = path_of("entries", index, size)
        bundle, start, count = (kit / path).read_bytes(), 0, 0
        while start < len(bundle):
            end = start + 2 + int.from_bytes(bundle[start:start + 2], "big")
            check(end <= len(bundle), f"{path} ends within an entry")
            yield bundle[start + 2:end]
            start, count = end, count + 1
        check(count == width, f"{path} has {count} entries, not {width}")

def lines_in(*files):
    for file in files:
        with file.open("rb") as lines:
            yield from lines


# ---- events

def entry_of(event, previous):
    """The bytes to which the ledger commits for an event: RFC 8785, with ASCII keys, strings and small integers alone."""
    body = event["body"].encode() if "body" in event else unbase64(event["body_base64"])
    entry = {"v": 1, "tenant": event["tenant"], "stream": event["stream"], "rev": event["revision"],
             "pos": event["position"], "event_id": event["event_id"], "type": event["type"],
             "schema": event["schema_version"], "occurred": event["occurred_at"], "at": event["recorded_at"],
             "actor": event["actor"], "command": event["command_id"], "cause": event["causation_id"],
             "correlation": event["correlation_id"], "prev": previous, "body_sha256": sha256(body).hex()}
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

def differences(expected, entry):
    try:
        expected, entry = json.loads(expected), json.loads(entry)
    except ValueError:
        return "the entry is not readable"
    return "; ".join(f"{key!r}: the event leads to {expected.get(key)!r}, the entry says {entry.get(key)!r}"
                     for key in sorted({*expected, *entry}) if expected.get(key) != entry.get(key))

def check_event(line, position, entry, streams):
    """Compares an event with its entry, its position and its stream so far; the leaf over it."""
    check(line, "the event is missing")
    event = parse_json(line)
    check(event["position"] == str(position), f"the event of position {event['position']!r} stands there")
    check(event.keys() - ENVELOPE in ({"body"}, {"body_base64"}), "the event has other keys than an event has")
    key = event["tenant"], event["stream"]
    revision, previous = streams.get(key, (0, None))
    check(event["revision"] == str(revision), f"revision {event['revision']!r} of {key[1]!r} stands for revision {revision}")
    expected = entry_of(event, previous)
    check(entry, "the entry is missing")
    check(entry == expected, f"the event is not the one in the ledger: {differences(expected, entry)}")
    leaf = leaf_hash(entry)
    streams[key] = revision + 1, leaf.hex()
    return leaf


def verify(kit, origin, keys, required):
    with at("checkpoint"):
        text, size, _, witnessed = open_checkpoint((kit / "checkpoint").read_text("utf-8"), origin, keys)
        check(len(witnessed) >= required, f"{len(witnessed)} of the {required} witnesses that are required have signed it")
    with at("kit.json"):
        about = parse_json((kit / "kit.json").read_bytes())
        check(KIT <= about.keys(), f"it lacks {KIT - about.keys()}")
        check((about["format"], about["version"], about["ledger"]) == ("colloquy-kit", 1, "events"), "an unknown kind of kit")
        check(about["origin"] == origin, f"it says that the kit is of {about['origin']!r}, not of {origin}")
        check(about["complete"] is True, "the export was not finished")
        check(number(about["size"]) == size, f"it says {about['size']!r} events, the last checkpoint says {size}")
    tree, streams, checkpoints, opened = Tree(kit, size), {}, 0, None
    events, entries = lines_in(*sorted((kit / "events").glob("*.ndjson"))), entries_in(kit, size)
    for number_of_line, line in enumerate(lines_in(kit / "checkpoints.ndjson"), 1):
        with at(f"line {number_of_line} of checkpoints.ndjson"):
            stated = parse_json(line)
            until = number(stated["size"])
            check(tree.size < until <= size or until == checkpoints == 0, f"size {until} stands after {tree.size}")
        for position in range(tree.size + 1, until + 1):
            with at(f"position {position}"):
                tree.push(check_event(next(events, None), position, next(entries, None), streams))
        with at(f"checkpoint of size {until}"):
            opened = open_checkpoint(stated["note"], origin, keys)
            check((opened[1], opened[2]) == (until, unbase64(stated["root"])), "its line says another head than its note")
            check(opened[2] == tree.root(), f"it says root {opened[2].hex()}, the events lead to {tree.root().hex()}")
            checkpoints += 1
    with at("checkpoints.ndjson"):
        check(opened and opened[0] == text, f"it does not end with the last checkpoint, of size {size}")
    with at(f"position {size + 1}"):
        check(next(events, None) is None, "there are more events than the last checkpoint has")
        check(next(entries, None) is None, "there are more entries than the last checkpoint has")
    print(f"log         {origin}\nsize        {size}\nroot        {tree.root().hex()}\n"
          f"events      {size} without a gap, each with the envelope and body that the ledger commits to\n"
          f"streams     {len(streams)}, each from revision 0 without a gap, each event chained to the one before it\n"
          f"tiles       {tree.tiles} of hashes, {(size + 255) // 256} of entries: all follow from the events\n"
          f"checkpoints {checkpoints}, each signed by the log and with the root that follows from the events")
    for name, time in witnessed.items():
        print(f"witness     {name} signed the last checkpoint at {datetime.fromtimestamp(time, timezone.utc).isoformat()}")
    print("VERIFIED")


def main():
    parser = argparse.ArgumentParser(description="Verifies an auditor's kit of Colloquy.")
    parser.add_argument("kit", type=Path, help="the directory of the kit")
    parser.add_argument("--key", required=True, metavar="FILE", help="the log's public keys, which are not in the kit")
    parser.add_argument("--witness", metavar="FILE", help="public keys of witnesses")
    parser.add_argument("--require", type=int, default=0, metavar="N", help="how many witnesses must have signed")
    arguments = parser.parse_args()
    try:
        with at(arguments.key):
            log_keys = keys_in(arguments.key, LOG)
            origin, *others = {name for name, _ in log_keys}
            check(not others, "the keys are of several logs")
        with at(arguments.witness):
            witnesses = keys_in(arguments.witness, WITNESS) if arguments.witness else {}
    except NotVerified as problem:
        parser.error(str(problem))
    try:
        with at(arguments.kit):
            verify(arguments.kit, origin, {**log_keys, **witnesses}, arguments.require)
    except NotVerified as problem:
        sys.exit(f"NOT VERIFIED: {problem}")


if __name__ == "__main__":
    main()
