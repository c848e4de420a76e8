"""In what order concerns come, and that either chainer serves."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.chaining import KINDS, derive_concerns
from engine.chaining.chainers.signal_forms import SHARED_CAUSE
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.findings import Findings


def test_organisations_are_kept_apart(derive, finding):
    other = Organisation("RQY", "Gipping Community Services", "provider")
    apart = [
        finding("R1", "2014-15 Q1", "not_met"),
        finding("R1", "2014-15 Q2", "not_met", organisation=other),
    ]
    assert derive(apart) == ()


def test_concerns_come_by_kind_then_organisation_then_latest_quarter_then_subject(
    derive, finding, fact, submission
):
    other = Organisation("RQA", "Another Trust", "provider")
    found = [
        finding(rule, quarter, verdict, organisation=organisation)
        for organisation in (finding("R0", "2014-15 Q1", "met").organisation, other)
        for rule, verdicts in {
            "R2": ("not_met", "not_met", "met"),
            "R1": ("not_met", "not_met", "met"),
            "R3": ("met", "not_met", "met"),
        }.items()
        for quarter, verdict in zip(
            ("2014-15 Q1", "2014-15 Q2", "2014-15 Q3"), verdicts, strict=True
        )
    ]
    ids = [concern.id for concern in derive(found)]
    assert ids == [
        "fallen-back/RQA/2014-15-Q2/R3",
        "fallen-back/RQX/2014-15-Q2/R3",
        "unmet-again/RQA/2014-15-Q2/R1",
        "unmet-again/RQA/2014-15-Q2/R2",
        "unmet-again/RQX/2014-15-Q2/R1",
        "unmet-again/RQX/2014-15-Q2/R2",
    ]
    assert derive(list(reversed(found))) == derive(found)


def test_every_kind_has_its_place(suffolk_concern_rules):
    assert {rule.kind for rule in suffolk_concern_rules} == set(KINDS) - {SHARED_CAUSE}


def test_text_from_a_return_is_never_read_as_a_place(derive, finding, fact, submission):
    hostile = fact("section11.S6.p11.c.declared", "met", "B7", "{organisation.__class__} {0}")
    reads = fact("dashboard.8.1", 3.0, "C1", "{said}")
    found = finding("R1", "2014-15 Q2", "not_met", read=reads, found="{found} {nobody}")
    (concern,) = derive([found], [submission("2014-15 Q2", hostile)])
    assert concern.statements[0].words == "{organisation.__class__} {0} (met)"
    assert "What R1 reads, 2014-15 Q2: {found} {nobody} (verdict: not met, by " in concern.because


def test_nothing_follows_from_nothing(pack):
    assert derive_concerns(pack, Findings.from_findings([]), [], 0.5) == (
        (),
        "durable_rules 2.0.28",
    )


def test_the_stand_in_chains_where_durable_rules_is_not_installed(pack, finding, monkeypatch):
    monkeypatch.setitem(sys.modules, "durable", None)
    monkeypatch.delitem(sys.modules, "engine.chaining.chainers.durable_adapter")
    found = [finding("R1", quarter, "not_met") for quarter in ("2014-15 Q1", "2014-15 Q2")]
    concerns, who = derive_concerns(pack, Findings.from_findings(found), [], 0.5)
    assert who == "the plain-Python stand-in"
    assert [concern.id for concern in concerns] == ["unmet-again/RQX/2014-15-Q2/R1"]


def test_another_failure_of_the_adapter_is_not_taken_for_its_absence(pack, monkeypatch):
    monkeypatch.delitem(sys.modules, "engine.chaining.chainers.durable_adapter")
    monkeypatch.setattr("durable.engine.Host", "not a class")
    with pytest.raises(TypeError, match="str"):
        derive_concerns(pack, Findings.from_findings([]), [], 0.5)


def test_importing_the_room_drags_in_nothing_heavy():
    heavy = ("durable", "pandas", "openpyxl", "pydantic", "numpy", "jinja2")
    script = (
        f"import sys, engine.chaining; print([name for name in {heavy!r} if name in sys.modules])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_one_module_imports_durable():
    root = Path(__file__).parents[3]
    importing = [
        path.relative_to(root).as_posix()
        for room in ("engine", "evidence", "reports", "clausewise")
        for path in (root / room).rglob("*.py")
        if re.search(r"^\s*(from|import) durable\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert importing == ["engine/chaining/chainers/durable_adapter.py"]
