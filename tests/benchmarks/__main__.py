"""Run the benchmarks and print the table of the README."""

from __future__ import annotations

import argparse
import os
import platform

from tests.benchmarks import (
    of_agreement,
    of_articles,
    of_bulk,
    of_exchange,
    of_formats,
    of_project,
    of_review,
    of_search,
    of_start,
    of_switching,
    of_window,
)

_PARTS = {
    "start": of_start,
    "window": of_window,
    "switching": of_switching,
    "review": of_review,
    "project": of_project,
    "bulk": of_bulk,
    "search": of_search,
    "articles": of_articles,
    "agreement": of_agreement,
    "exchange": of_exchange,
    "formats": of_formats,
}
_HEAD = """
| what | floor | ours | ratio | worst | at most | kept |
| --- | --- | --- | --- | --- | --- | --- |"""


def main() -> int:
    """Measure the named parts, or all; exit status 1 if a limit is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], help="default: all")
    parser.add_argument("--rounds", type=int, default=9, help="default: 9")
    words = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors")  # noqa: T201
    print(_HEAD)  # noqa: T201
    kept = True
    for name in words.parts or _PARTS:
        for result in _PARTS[name].measure(words.rounds):
            print(result.row(), flush=True)  # noqa: T201
            kept = kept and result.ratio <= result.limit
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
