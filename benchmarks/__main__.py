"""All benchmarks, or some of them: ``python -m benchmarks [--only NAME] [--size SIZE] [--write]``.

With ``--write`` each table takes its place on the page of speeds. ``make bench`` runs all of them
at the size that ends in minutes.
"""

from __future__ import annotations

import argparse
import importlib

from benchmarks.harness.tables import Section, machine, write_page

BENCHMARKS = ("verdicts", "concerns", "workbooks", "registers", "commands", "country")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="only this one")
    parser.add_argument("--size", choices=("small", "medium", "large"), default="small")
    parser.add_argument("--write", action="store_true", help="write docs/develop/speed.md")
    asked = parser.parse_args()
    for name in asked.only or BENCHMARKS:
        section: Section = importlib.import_module(f"benchmarks.bench_{name}").measure(asked.size)
        print(f"\n{section}\n\n{machine(section.versions)}", flush=True)
        if asked.write:
            write_page(section)


if __name__ == "__main__":
    main()
