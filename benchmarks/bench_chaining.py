"""How long chaining takes for one realistic organisation: 130 rules, three quarters, a third unmet.

Run from the repository's root: ``python -m benchmarks.bench_chaining``. Prints, for each chainer,
the shortest and the median time of chaining in milliseconds an organisation.
"""

from __future__ import annotations

import pathlib
import random
import statistics
import time
from collections.abc import Callable
from functools import partial

from engine.chaining.chainers.fixpoint import Fixpoint
from engine.chaining.chainers.limits import compile_rules
from engine.chaining.chainers.signal_forms import Signal
from engine.chaining.concerns import Chainer, default_chainer, grounds_of
from engine.loading.files.concern_file import ConcernFile, to_concern_rule
from engine.loading.files.folder import HANDLING
from engine.loading.files.yaml_lines import read_yaml
from engine.nouns.policy.concern_rule import ConcernRule

PACK = pathlib.Path("rules/suffolk-safeguarding-children-2013")
RULES, QUARTERS, ORGANISATIONS = 130, 3, 30
BASES = ("data", "data", "document", "moderated", "declared")


def concern_rules() -> list[ConcernRule]:
    rules = []
    for path in sorted((PACK / "concerns").glob("*.yaml")):
        if f"concerns/{path.name}" in HANDLING:
            continue
        document, faults = read_yaml(path.read_text("utf-8"), path.name)
        if document is None or faults:
            raise SystemExit(f"{path} cannot be read: {faults}")
        rules.append(to_concern_rule(ConcernFile.model_validate(document.data), path.name))
    return rules


def organisation(seed: int) -> list[Signal]:
    """The signals of an invented organisation whose verdicts mostly stay as they were.

    A third of its rules are not met; on one duty in six its audit contradicts its evidence.
    """
    chance = random.Random(seed)
    signals: list[Signal] = []
    for number in range(RULES):
        rule, item = f"rule-{number}", f"item-{number}"
        cites = (f"clause-{number}", item) if number < 50 else (item,)
        usual = chance.choices(("met", "partly_met", "not_met", "no_evidence"), (50, 10, 33, 7))[0]
        basis = chance.choice(BASES)
        flatters = chance.random() < 1 / 6
        for quarter in range(8057, 8057 + QUARTERS):
            verdict = usual if chance.random() < 0.9 else chance.choice(("met", "not_met"))
            held = "none" if verdict == "no_evidence" else basis
            signals.append(("finding", rule, quarter, verdict, held))
            signals += [("citation", clause, rule, quarter, verdict, held) for clause in cites]
            if number < 50 and verdict != "no_evidence":
                says = "met" if flatters else verdict
                signals.append(("answer", f"clause-{number}", quarter, says))
    signals.append(("figures", "training.safeguarding.level_3.percent", 8058, "declared_higher"))
    signals.append(("pair", "dashboard.8.3", "dashboard.8.1", 8058))
    return signals


def measured(work: Callable[[list[Signal]], object], signals_of: list[list[Signal]]) -> str:
    times = []
    for signals in signals_of * 3:
        start = time.perf_counter()
        work(signals)
        times.append((time.perf_counter() - start) * 1000)
    return f"{min(times):6.2f} shortest {statistics.median(times):6.2f} median"


def main() -> None:
    rules = compile_rules(concern_rules())
    signals_of = [organisation(seed) for seed in range(ORGANISATIONS)]
    chainers: list[Chainer] = [default_chainer(), Fixpoint()]
    for chainer in chainers:
        found = [chainer.chain(rules, signals) for signals in signals_of]
        matches = sum(map(len, found)) / len(found)
        concerns = sum(len(grounds_of(rules, matched)) for matched in found) / len(found)
        print(
            f"{chainer.name}: {len(signals_of[0])} signals, {matches:.0f} matches, "
            f"{concerns:.0f} concerns an organisation"
        )
        print(f"  chaining  {measured(partial(chainer.chain, rules), signals_of)} ms")


if __name__ == "__main__":
    main()
