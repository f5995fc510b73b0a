#!/usr/bin/env python3
"""Measures a server from outside: start to ready, idle memory, and what a request costs in CPU.

    cargo build --release && python3 benches/server.py target/release/colloquy [--rounds 3] [--seconds 10]

Servers with sealing and with as good as none take turns on empty data directories, so that what sealing costs is a ratio
within one run. The load generator runs on the same machine.
"""
import argparse, json, os, pathlib, socket, statistics, subprocess, tempfile, time, urllib.request

TOKEN = "a-token-of-the-benchmark"
TICK = 1_000_000 / os.sysconf("SC_CLK_TCK")


def cpu(pid):
    """CPU time used so far, microseconds."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def memory(pid):
    """Resident memory, MB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


class Server:
    def __init__(self, binary, directory, seal_ms, watched=()):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        config = pathlib.Path(directory, "colloquy.toml")
        config.write_text(f"[ledger]\nseal_ms = {seal_ms}\n[[tokens]]\nname = 'load'\ntoken = '{TOKEN}'\n"
                          "role = 'service'\ntenant = 'default'\n")
        command = [*watched, binary, "serve", "--data", str(pathlib.Path(directory, "data")), "--config", config, "--listen", address]
        begun = time.monotonic()
        self.binary, self.url = binary, f"http://{address}"
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self.is_ready():
            time.sleep(0.001)
        self.start = time.monotonic() - begun

    def is_ready(self):
        try:
            return urllib.request.urlopen(f"{self.url}/readyz", timeout=1).status == 200
        except OSError:
            return False

    def load(self, operation, seconds, *more):
        """The generator's report, with the server's CPU for each answer."""
        before = cpu(self.process.pid)
        command = [self.binary, "load", "--url", f"{self.url}/graphql", "--token", TOKEN, "--operation", operation,
                   "--connections", "64", "--duration", str(seconds), "--warm-up", "0", "--json", *more]
        report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        report["cpu_us"] = (cpu(self.process.pid) - before) / report["answered"]
        return report

    def stop(self):
        self.process.terminate()
        self.process.wait()


def measure(binary, seal_ms, seconds):
    with tempfile.TemporaryDirectory() as directory:
        server = Server(binary, directory, seal_ms)
        try:
            time.sleep(2)
            figures = {"start_s": server.start, "idle_mb": memory(server.process.pid)}
            for name, operation, more in [("turn", "record-turn", []), ("list", "list", []),
                                          ("turn at 5000/s", "record-turn", ["--rate", "5000"])]:
                report = server.load(operation, seconds, *more)
                figures[f"{name}, /s"] = report["answered"] / seconds
                figures[f"{name}, p99 ms"] = report["latencyMs"]["p99"]
                figures[f"{name}, CPU us"] = report["cpu_us"]
            return figures
        finally:
            server.stop()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("binary")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=int, default=10)
    given = arguments.parse_args()
    rounds = [{name: measure(given.binary, seal_ms, given.seconds)
               for name, seal_ms in [("sealing", 1_000), ("not sealing", 3_600_000)]} for _ in range(given.rounds)]
    median = lambda kind, figure: statistics.median(one[kind][figure] for one in rounds)
    print(f"{'':24}{'sealing':>12}{'not sealing':>14}")
    for figure in rounds[0]["sealing"]:
        print(f"{figure:24}{median('sealing', figure):12.3f}{median('not sealing', figure):14.3f}")
    ratios = [one["sealing"]["turn, CPU us"] / one["not sealing"]["turn, CPU us"] for one in rounds]
    print(f"\nCPU of a turn with sealing to without: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
