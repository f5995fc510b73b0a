#!/usr/bin/env python3
"""How many instructions a server takes for a request, without the kernel's: a number that no hour of the machine changes.

    python3 benches/instructions.py BINARY [--operation record-turn] [--seconds 10]

The server runs under callgrind (`apt-get install valgrind`), some fifty times as slow, and counts once it is warm. What it does between
requests counts too. A profile of where they went is left in `callgrind.out`, for `callgrind_annotate`.
"""
import argparse, pathlib, subprocess, tempfile

from server import Server

WATCHED = ["valgrind", "--tool=callgrind", "--instr-atstart=no", "--callgrind-out-file=callgrind.out"]


def switch(server, state):
    subprocess.run(["callgrind_control", "-i", state, str(server.process.pid)], check=True, capture_output=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--operation", default="record-turn")
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        server = Server(options.binary, directory, 3_600_000, WATCHED)
        try:
            server.load("record-turn", 5)
            server.load(options.operation, 3)
            switch(server, "on")
            answered = server.load(options.operation, options.seconds)["answered"]
            switch(server, "off")
        finally:
            server.stop()
    totals = [line for line in pathlib.Path("callgrind.out").read_text().splitlines() if line.startswith("totals:")]
    counted = int(totals[-1].split()[1])
    print(f"{options.operation}: {counted / answered:,.0f} instructions each, of {answered}")


if __name__ == "__main__":
    main()
