"""Concerns: chaining the signals of one organisation, and all that an assessment does for them.

Run from the repository's root: ``make bench ONLY=concerns``. Chaining is measured for realistic
organisations, a third of whose duties are unmet, of several sizes; the whole for a country's.
"""

from __future__ import annotations

import pathlib
import random
import statistics
import time
from functools import partial
from typing import Any

from benchmarks.harness.process import Measured, function
from benchmarks.harness.rounds import in_turn
from benchmarks.harness.tables import Section
from engine.chaining.chainers.compile import CompiledRules
from engine.chaining.chainers.fixpoint import Fixpoint
from engine.chaining.chainers.limits import compile_rules
from engine.chaining.chainers.signal_forms import Signal
from engine.chaining.concerns import Chainer, default_chainer
from engine.loading import load_pack
from engine.loading.files.concern_file import ConcernFile, to_concern_rule
from engine.loading.files.folder import HANDLING
from engine.loading.files.yaml_lines import read_yaml
from engine.nouns.policy.concern_rule import ConcernRule

PACK = pathlib.Path("rules/suffolk-safeguarding-children-2013")
FINDINGS = ((35, 1), (12, 3), (35, 3), (130, 3))
"""How many duties an organisation has, over how many quarters."""
ORGANISATIONS = 20
COUNTRY = {"small": 100, "medium": 300, "large": 1_000}
ROUNDS = {"small": 3, "medium": 5, "large": 5}
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


def organisation(seed: int, rules: int, quarters: int) -> list[Signal]:
    """The signals of an invented organisation whose verdicts mostly stay as they were.

    A third of its rules are not met; on one duty in six its audit contradicts its evidence.
    """
    chance = random.Random(seed)
    signals: list[Signal] = []
    for number in range(rules):
        rule, item = f"rule-{number}", f"item-{number}"
        cites = (f"clause-{number}", item) if number < 50 else (item,)
        usual = chance.choices(("met", "partly_met", "not_met", "no_evidence"), (50, 10, 33, 7))[0]
        basis = chance.choice(BASES)
        flatters = chance.random() < 1 / 6
        for quarter in range(8057, 8057 + quarters):
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


def measure(size: str) -> Section:
    """The table of the chainers, and of the whole."""
    rows = []
    for duties, quarters in FINDINGS:
        works = {
            name: partial(_chained, name, duties, quarters) for name in ("durable", "fixpoint")
        }
        found = in_turn(works, "durable", ROUNDS[size])
        cells = [f"{1000 * beside.least.cpu:.2f} ms" for beside in found.values()]
        rows.append((f"chaining, {duties} duties x {quarters} quarters", *cells))
    whole = function(__name__, "country", COUNTRY[size]).value
    rows.append(
        (
            f"all for concerns, a country of {COUNTRY[size]:,}, {whole['findings']:.0f} findings "
            f"and {whole['concerns']:.1f} concerns each",
            f"{1000 * whole['cpu']:.2f} ms",
            "",
        )
    )
    heading = ("an organisation", "durable_rules", "the stand-in in Python")
    return Section("concerns", heading, rows, ("durable-rules",))


def _chained(name: str, duties: int, quarters: int) -> Measured:
    measured = function(__name__, "chain", name, duties, quarters)
    return Measured(measured.value, measured.value, measured.peak)


def chain(name: str, duties: int, quarters: int) -> float:
    """The median over some organisations of the seconds that chaining one takes at the least."""
    rules = compile_rules(concern_rules())
    chainer: Chainer = Fixpoint() if name == "fixpoint" else default_chainer()
    least = []
    for seed in range(ORGANISATIONS):
        signals = organisation(seed, duties, quarters)
        least.append(min(_seconds(chainer, rules, signals) for _ in range(5)))
    return statistics.median(least)


def _seconds(chainer: Chainer, rules: CompiledRules, signals: list[Signal]) -> float:
    began = time.process_time()
    chainer.chain(rules, signals)
    return time.process_time() - began


def country(number: int) -> dict[str, float]:
    """What deriving the concerns of a country takes an organisation, reasons and words included."""
    import engine.assess
    from benchmarks.country.reading import submissions_of
    from benchmarks.country.returns import Country

    pack, land, spent = load_pack(PACK), Country(number), 0.0
    derive = engine.assess.derive_concerns

    def timed(*given: Any, **named: Any) -> Any:
        nonlocal spent
        began = time.process_time()
        derived = derive(*given, **named)
        spent = time.process_time() - began
        return derived

    engine.assess.derive_concerns = timed
    period = land.when[-1].quarter
    sent = list(submissions_of(land, pack))
    found = engine.assess.assess(pack, sent, (), (), period, period.last_day, "benchmark")
    several = len(found.organisations)
    return {
        "cpu": spent / several,
        "findings": len(found.findings) / several,
        "concerns": len(found.concerns) / several,
    }
