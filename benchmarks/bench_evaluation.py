"""How long the whole pack takes over many organisations, once their facts are columns.

Run: python benchmarks/bench_evaluation.py. It prints the best of several runs in milliseconds;
nothing in the test suite rests on a time.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

import numpy as np

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from engine.evaluating.columns import Column, Columns, NumberColumn, WordColumn, WordsColumn
from engine.evaluating.planes import Setting
from engine.evaluating.settle import settle
from engine.loading import load_pack
from engine.nouns.evidence.fact import FactSpec, Kind
from engine.parameters import in_force

AS_OF = dt.date(2014, 9, 30)


def column(spec: FactSpec, length: int, chance: np.random.Generator) -> Column:
    """A column of random evidence, a tenth of it unknown."""
    known = chance.random(length) > 0.1
    match spec.kind:
        case Kind.NUMBER | Kind.DATE:
            top = 110 if spec.kind is Kind.NUMBER else 1000
            base = 0 if spec.kind is Kind.NUMBER else AS_OF.toordinal() - 500
            values = base + chance.integers(0, top, length).astype(float)
            low, high = np.where(known, values, -np.inf), np.where(known, values, np.inf)
            return NumberColumn(low, high, known)
        case Kind.WORDS:
            having = {word: known & (chance.random(length) > 0.5) for word in spec.words or ()}
            return WordsColumn(known, having, known)
        case Kind.YES_NO:
            codes = np.where(known, chance.integers(0, 2, length), -1).astype(np.int32)
            return WordColumn(codes, {False: 0, True: 1}, known)
        case Kind.WORD:
            words = spec.words or ("text",)
            codes = np.where(known, chance.integers(0, len(words), length), -1).astype(np.int32)
            return WordColumn(codes, {word: code for code, word in enumerate(words)}, known)


def main() -> None:
    pack = load_pack(HOME / "rules" / "suffolk-safeguarding-children-2013")
    rules = list(pack.rules.values())
    setting = Setting({name: p.value for name, p in in_force(pack, AS_OF).items()}, AS_OF)
    names = dict.fromkeys(name for rule in rules for name in rule.facts)
    for length in (1, 100, 10_000):
        chance = np.random.default_rng(2013)
        columns = Columns(
            length, {name: column(pack.catalogue[name], length, chance) for name in names}
        )
        times = []
        for _ in range(20):
            began = time.perf_counter()
            settled = settle(rules, columns, setting)
            times.append(time.perf_counter() - began)
        print(
            f"{length:>6} organisations x {len(rules)} rules, {len(settled.planes)} distinct "
            f"comparisons kept: best {1000 * min(times):.1f} ms, "
            f"median {1000 * sorted(times)[10]:.1f} ms"
        )


if __name__ == "__main__":
    main()
