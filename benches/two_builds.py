#!/usr/bin/env python3
"""What a recorded turn costs a server in CPU, one build of the program against another.

    python3 benches/two_builds.py BEFORE AFTER [--rounds 5] [--seconds 3] [--operation record-turn]

Servers of both builds take turns on empty data directories, every other round backwards. The ratio is the median of the
rounds' ratios.
"""
import argparse, statistics, tempfile

from server import Server


def cost(binary, operation, seconds):
    with tempfile.TemporaryDirectory() as directory:
        server = Server(binary, directory, 1_000)
        try:
            return server.load(operation, seconds)["cpu_us"]
        finally:
            server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--operation", default="record-turn")
    options = parser.parse_args()
    builds = {"before": options.before, "after": options.after}
    ratios, costs = [], {name: [] for name in builds}
    for number in range(options.rounds):
        order = list(builds) if number % 2 == 0 else list(builds)[::-1]
        for name in order:
            costs[name].append(cost(builds[name], options.operation, options.seconds))
        ratios.append(costs["after"][-1] / costs["before"][-1])
        print(f"round {number + 1}: {costs['before'][-1]:.0f} us before, {costs['after'][-1]:.0f} after, {ratios[-1]:.3f}")
    print(f"after to before, median of {options.rounds} rounds: {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()
