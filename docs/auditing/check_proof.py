#!/usr/bin/env python3
"""Checks a `.tlog-proof`: that one event stands in a log of Colloquy, without the rest of the log.

It stands beside verify.py and uses its parts. Exit codes: 0 proven, 1 not proven, 2 called in a wrong way.
"""
import argparse, json, sys
from pathlib import Path
from verify import (LOG, WITNESS, NotVerified, at, check, entry_of, keys_in, leaf_hash, node_hash, number,
                    open_checkpoint, parse_json, unbase64)


def parse(text):
    """The entry, the index of its leaf, the hashes from the leaf up, and the signed note: c2sp.org/tlog-proof."""
    text = text.rstrip("\n") + "\n"  # one line break more or less is no forgery
    # Tools that save a text may end it with one line break more.
    proof, _, note = (text.rstrip("\n") + "\n").partition("\n\n")
    title, extra, index, *hashes = proof.split("\n")
    check(title == "c2sp.org/tlog-proof@v1", "it is no proof of this kind")
    check(extra.startswith("extra ") and index.startswith("index "), "the entry or the index is missing")
    return unbase64(extra[6:]), number(index[6:]), [unbase64(hash) for hash in hashes], note


def root_from(leaf, index, size, hashes):
    """The root to which a leaf and the hashes beside its way lead: RFC 9162, section 2.1.3.2."""
    check(index < size, "the leaf is not within the tree")
    last, hash = size - 1, leaf
    for beside in hashes:
        check(last > 0, "there are more hashes than the tree is high")
        if index & 1 or index == last:
            hash = node_hash(beside, hash)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            hash = node_hash(hash, beside)
        index, last = index >> 1, last >> 1
    check(last == 0, "there are fewer hashes than the tree is high")
    return hash


def main():
    parser = argparse.ArgumentParser(description="Checks that one event stands in a log of Colloquy.")
    parser.add_argument("proof", type=Path, help="the .tlog-proof file")
    parser.add_argument("--key", required=True, metavar="FILE", help="the log's public keys")
    parser.add_argument("--witness", metavar="FILE", help="public keys of witnesses")
    parser.add_argument("--require", type=int, default=0, metavar="N", help="how many witnesses must have signed")
    parser.add_argument("--event", type=Path, metavar="FILE", help="the event, as its line in a kit: is it the proven one?")
    arguments = parser.parse_args()
    try:
        with at(arguments.key):
            keys = keys_in(arguments.key, LOG)
            origin, *others = {name for name, _ in keys}
            check(not others, "the keys are of several logs")
        with at(arguments.witness):
            keys.update(keys_in(arguments.witness, WITNESS) if arguments.witness else {})
    except NotVerified as problem:
        parser.error(str(problem))
    try:
        with at(arguments.proof):
            entry, index, hashes, note = parse(arguments.proof.read_text("utf-8"))
            _, size, root, witnessed = open_checkpoint(note, origin, keys)
            check(len(witnessed) >= arguments.require,
                  f"{len(witnessed)} of the {arguments.require} witnesses that are required have signed it")
            check(root_from(leaf_hash(entry), index, size, hashes) == root, "the hashes do not lead to the signed root")
            stated = parse_json(entry)
            check(stated["pos"] == str(index + 1), "the entry is of another position than its leaf")
        if arguments.event:
            with at(arguments.event):
                made = entry_of(parse_json(arguments.event.read_bytes()), stated["prev"])
                check(made == entry, "it is not the event that is proven")
    except NotVerified as problem:
        sys.exit(f"NOT PROVEN: {problem}")
    print(json.dumps(stated, indent=2))
    print(f"PROVEN: position {index + 1} of {size} in {origin}, witnessed by {', '.join(witnessed) or 'no witness that is known'}"
          + (", with the body in the event that was given" if arguments.event else ""))


if __name__ == "__main__":
    main()
