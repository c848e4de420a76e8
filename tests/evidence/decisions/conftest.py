"""The small pack with two rules, and decisions about one organisation."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from engine.nouns.evidence.decision import Decisions
from engine.nouns.evidence.fault import Fault
from engine.nouns.outcome.assessment import Assessment, Run
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.findings import Findings
from engine.nouns.policy.clause import Clause, Force, fingerprint
from engine.nouns.policy.condition import Comparison, Literal
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule, RuleWords
from engine.nouns.verdict import Verdict
from evidence.decisions.file import DecisionBook, read_decision_file
from evidence.decisions.interpret import decisions_of
from evidence.nouns.columns import columns_of
from evidence.reading import read_returns

AS_OF = dt.date(2014, 9, 30)
WORDS = RuleWords("met", "partly", "not met", "none", "n/a", "Do it.", "When?")


def rule(id: str, cites: tuple[str, ...]) -> Rule:
    met = Comparison("dashboard.2", Op.IS_OVER, Literal(0.0))
    return Rule(id, f"Title of {id}", ("provider",), cites, met, WORDS, ())


def clause(id: str) -> Clause:
    words = f"Words of {id}"
    return Clause(
        id, f"Section {id}", "6", words, ("provider",), Force.MUST, fingerprint(words), ""
    )


@pytest.fixture(scope="session")
def ruled(pack: Pack) -> Pack:
    rules = (rule("S6-nurse", ("S6.p08.a", "A1.1")), rule("S6-training", ("S6.p11.c",)))
    clauses = ("S6.p08.a", "A1.1", "S6.p11.c", "S6.p18.c")
    return dataclasses.replace(
        pack,
        rules={one.id: one for one in rules},
        clauses={one: clause(one) for one in clauses},
    )


Decided = tuple[Decisions, tuple[Fault, ...]]


@pytest.fixture
def book_of(
    tmp_path: Path, ruled: Pack, write_workbook: Callable[..., Path]
) -> Callable[..., DecisionBook]:
    """Writes a workbook of decisions with some rows a table under its headings, and reads it."""

    def write(**tables: Sequence[Sequence[object]]) -> DecisionBook:
        sheets = {name: (columns_of(name), *rows) for name, rows in tables.items()}
        return read_decision_file(write_workbook(tmp_path / "decisions.xlsx", sheets), ruled)

    return write


@pytest.fixture
def decide(
    ruled: Pack, returned: Callable[..., Path], book_of: Callable[..., DecisionBook]
) -> Callable[..., Decided]:
    """What some rows decide about the small return, and what is wrong with them."""

    def decide(**tables: Sequence[Sequence[object]]) -> Decided:
        returns = read_returns([returned()], ruled).returns
        return decisions_of(book_of(**tables), ruled, returns, AS_OF)

    return decide


@pytest.fixture
def assessed(ruled: Pack, returned: Callable[..., Path]) -> Assessment:
    """The small return assessed by hand: one duty is not met, one is met."""
    [one] = read_returns([returned()], ruled).returns
    findings = Findings.from_findings(
        Finding(
            *(rule.id, rule.title, one.organisation, one.quarter, verdict, None, rule.cites, ()),
            *("Because.", "Do it.", (), "When?"),
        )
        for rule, verdict in zip(ruled.rules.values(), (Verdict.NOT_MET, Verdict.MET), strict=True)
    )
    run = Run(one.quarter, AS_OF, "Clausewise", "nothing", (), ())
    return Assessment(run, ruled, (one.quarter,), (one.organisation,), (), findings, (), ())
