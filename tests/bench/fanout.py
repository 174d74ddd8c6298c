"""Compare our server with ngIRCd and InspIRCd under the loads of a busy room, and print one table of ratios.

    python -m tests.bench.fanout                      all loads, three runs each, in turn
    python -m tests.bench.fanout --loads blast-100 rooms-1000 --repeats 5
    python -m tests.bench.fanout --quick              a fourth of the messages, one run: to see that it works
    python -m tests.bench.fanout --plot docs/cost.svg cost per delivery over 10 to 1,000 clients

The servers run on loopback, history on, flood control off; every line that every client hears is checked. Linux only;
the peers are Debian's (`apt-get install --no-install-recommends ngircd inspircd`).
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.engine import choose_engine
from tests.bench.loads import LOADS, Goal, Load
from tests.bench.measure import compare
from tests.bench.plot import Curve, chart
from tests.bench.table import TITLES, table

CROWDS = (10, 30, 100, 300, 1000)
PLOT_DELIVERIES = 3_000_000
PLOT_MESSAGES = 80_000


def say(line: str) -> None:
    """Tell how far it is."""
    print(line, file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure; return 1 if a line was lost, doubled, reordered or broken by our server."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [load.name for load in LOADS]
    parser.add_argument("--loads", nargs="+", choices=names, default=names, metavar="LOAD", help=f"of: {', '.join(names)}")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one run with a fourth of the messages")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs our server")
    parser.add_argument("--plot", type=Path, metavar="SVG", help="write the cost per delivery over the number of clients instead")
    options = parser.parse_args(argv)
    raise_descriptor_limit()
    repeats = 1 if options.quick else options.repeats
    if options.plot is not None:
        options.plot.write_text(plot(options.python, repeats), encoding="utf-8")
        return 0
    chosen = [load.quick() if options.quick else load for load in LOADS if load.name in options.loads]
    engine = choose_engine()
    all_results = [compare(load, engine=engine, python=options.python, repeats=repeats, say=say) for load in chosen]
    print(table(all_results))
    return int(any(results.faults["ours"] for results in all_results))


def plot(python: str, repeats: int) -> str:
    """Return a chart of what a delivery costs each server."""
    points: dict[str, list[tuple[float, float]]] = {}
    for clients in CROWDS:
        messages = min(PLOT_MESSAGES, PLOT_DELIVERIES // (clients - 1))
        load = Load(f"cost-{clients}", "", (Goal("cost_us", "best", 1.0),), clients, messages=messages)
        results = compare(load, engine=choose_engine(), python=python, repeats=repeats, say=say)
        for name in results.runs:
            points.setdefault(name, []).append((clients, results.median(name, "cost_us")))
    curves = [Curve(TITLES.get(name, name), tuple(places)) for name, places in points.items()]
    return chart("Processor time of the server for one delivery", "clients in one channel", "µs per delivery", curves)


def raise_descriptor_limit() -> None:
    """Let this process, and the servers it starts, have as many sockets as the system allows."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # Not on Windows.

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    sys.exit(main())
