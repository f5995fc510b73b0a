#!/usr/bin/env python3
"""Runs a command and tells how much memory of its own it had, at twelve moments from its start to its end, MB.

    python3 benches/memory.py colloquy --data DIRECTORY import jsonl history.jsonl

Pages of files that are mapped are not counted: the system may take them back at any time.
"""
import pathlib, subprocess, sys, time


def own(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("RssAnon:")[1].split()[0]) // 1024 if "RssAnon:" in status else None


process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
begun, seen = time.monotonic(), []
while process.poll() is None:
    seen.append(own(process.pid))
    time.sleep(0.05)
seen = [megabytes for megabytes in seen if megabytes]
print(f"{time.monotonic() - begun:.1f} s, most {max(seen)} MB:", *seen[::max(1, len(seen) // 12)])
sys.exit(process.returncode)
