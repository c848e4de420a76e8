"""Wholes: rules that name the rules of their parts, read, refused in circles, and explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from engine.assess import assess
from engine.explaining.tree import reasoning_of
from engine.loading import PackError, load_pack
from engine.loading.linting.lint import lint
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from engine.rule_examples import run_examples
from engine.what_if import what_ifs

WritePack = Callable[[Mapping[str, str]], Path]
Q2 = Quarter(2014, 2)
WHOLE = """\
id: F-whole
title: The home is safe from fire
binds: [home]
cites: [F1]
quotes: {F1: Each home must have a fire warden}
parts: [F-warden, F-training]
met_when: {section11.F1: {is: met}}
partly_met_when: {section11.F1: {is: partly_met}}
words:
  met: It is safe.
  partly_met: It is nearly safe.
  not_met: It is not safe.
  no_evidence: Whether it is safe is not known.
  to_comply: Make it safe.
  question: When is it safe?
examples:
  - {name: all is well, given: {section11.F1: met, rules.*: met}, expect: met}
  - {name: by its own answer, given: {section11.F1: not_met, rules.*: met}, expect: not_met}
  - name: any part pulls it down
    given: {section11.F1: met, rules.*: met}
    one_by_one: {verdict: not_met, of: [F-warden, F-training]}
    expect: not_met
  - name: any part partly
    given: {section11.F1: met, rules.*: met}
    one_by_one: {verdict: partly_met, of: [F-warden, F-training]}
    expect: partly_met
  - name: a part without evidence
    given: {section11.F1: met, rules.F-warden.verdict: met}
    expect: no_evidence
  - name: a part that does not apply
    given:
      {section11.F1: met, rules.F-warden.verdict: not_applicable, rules.F-training.verdict: met}
    expect: met
  - name: a part in dispute
    given:
      section11.F1: met
      rules.F-training.verdict: {claims: [met, not_met]}
      rules.F-warden.verdict: met
    expect: conflicting
"""


@pytest.fixture
def pack(write_pack: WritePack, pack_files: dict[str, str]) -> Pack:
    return load_pack(write_pack({**pack_files, "home/F-whole.yaml": WHOLE}))


def origin(ref: str) -> Origin:
    return Origin("elms.xlsx", "0" * 64, "return", ref, "as typed")


def findings(pack: Pack, percent: float) -> dict[str, Finding]:
    facts = [
        Fact("organisation.services", frozenset({"night_care"}), returned=True),
        Fact("section11.F1", "met", Basis.DECLARED, (origin("A1"),), returned=True),
        Fact(
            "named_professionals.warden.wte",
            Range.of_number(1),
            Basis.FIGURE,
            (origin("A2"),),
            returned=True,
        ),
        Fact(
            "training.fire.level_1.percent",
            Range.of_number(percent),
            Basis.REGISTER,
            (origin("A3"),),
            returned=True,
        ),
    ]
    elms = Organisation("H1", "The Elms", "home")
    submission = Submission(elms, Q2, {fact.name: fact for fact in facts})
    assessment = assess(pack, [submission], [], [], Q2, Q2.last_day, "tests")
    return {finding.rule: finding for finding in assessment.findings}


def test_it_loads_without_faults_and_its_examples_run(pack: Pack) -> None:
    assert lint(pack) == ()
    results = list(run_examples(pack, (pack.rules["F-whole"],)))
    assert len(results) == 9
    assert [result.example.name for result in results if not result.passed] == []


def test_a_whole_rests_on_the_cells_of_the_part_that_pulls_it_down(pack: Pack) -> None:
    found = findings(pack, 50)["F-whole"]
    assert (found.verdict, found.basis) == (Verdict.NOT_MET, Basis.REGISTER)
    decisive = {step.fact.name: step.fact for step in found.trace if step.decisive}
    assert list(decisive) == ["rules.F-training.verdict"]
    assert decisive["rules.F-training.verdict"].origins == (origin("A3"),)
    assert "The verdict on “Staff are trained in fire safety”: not met" in found.because
    assert [change.words for change in found.changes] == [
        "the duty “Staff are trained in fire safety” must be met or not applicable (now not met)"
    ]


def test_a_whole_that_is_met_is_met_on_its_weakest_evidence(pack: Pack) -> None:
    found = findings(pack, 95)["F-whole"]
    assert (found.verdict, found.basis) == (Verdict.MET, Basis.DECLARED)


def test_the_tree_goes_through_to_what_decided_the_part(pack: Pack) -> None:
    found = findings(pack, 50)
    [met, _] = reasoning_of(
        found["F-whole"],
        pack.rules["F-whole"],
        lambda name: (found[name], pack.rules[name]) if name in found else None,
    )
    [part] = [part for part in met.root.parts if part.decisive]
    under = [step.fact.name for root in part.parts for step in root.steps()]
    assert under == ["training.fire.level_1.percent"] * 2


def test_what_if_a_number_of_a_part_were_another_reaches_the_whole(
    write_pack: WritePack, pack_files: dict[str, str]
) -> None:
    text = pack_files["parameters.yaml"]
    pack_files["parameters.yaml"] = text.replace(
        '  unit: "%"\n', '  unit: "%"\n  what_if: [50]\n', 1
    )
    pack = load_pack(write_pack({**pack_files, "home/F-whole.yaml": WHOLE}))
    found = findings(pack, 60)
    assert found["F-whole"].verdict is Verdict.NOT_MET
    facts = {
        step.fact.name: step.fact
        for one in found.values()
        for step in one.trace
        if not step.fact.name.startswith("rules.")
    }
    elms = Organisation("H1", "The Elms", "home")
    [tried] = what_ifs(pack, [Submission(elms, Q2, facts)], Q2.last_day)
    assert [(cell.rule, cell.now, cell.then) for cell in tried.cells] == [
        ("F-whole", Verdict.NOT_MET, Verdict.MET),
        ("F-training", Verdict.NOT_MET, Verdict.MET),
    ]


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ("[F-warden, F-training]", "[F-warden, F-whole]", "“F-whole” among its own parts"),
        ("[F-warden, F-training]", "[F-warden, F-warden]", "“F-warden” a second time"),
        ("[F-warden, F-training]", "[F-warden, F-wardens]", "the rule “F-wardens”"),
        ("  partly_met: It is nearly safe.\n", "", "no words for “partly_met”"),
        (
            "of: [F-warden, F-training]",
            "of: [F-warden, F-x]",
            "the verdict “rules.F-x.verdict”, wh",
        ),
    ],
)
def test_faults_of_a_whole_are_told(
    write_pack: WritePack, pack_files: dict[str, str], was: str, now: str, found: str
) -> None:
    assert was in WHOLE
    folder = write_pack({**pack_files, "home/F-whole.yaml": WHOLE.replace(was, now, 1)})
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert any(found in fault.found for fault in caught.value.faults)


def test_circles_are_refused(write_pack: WritePack, pack_files: dict[str, str]) -> None:
    text = pack_files["home/F-training.yaml"].replace("met_when:", "parts: [F-whole]\nmet_when:", 1)
    folder = write_pack({**pack_files, "home/F-whole.yaml": WHOLE, "home/F-training.yaml": text})
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    told = [fault.found for fault in caught.value.faults]
    assert [one for one in told if "in a circle" in one] == [
        "rules that rest on each other in a circle: F-training, F-whole"
    ]


def test_a_part_that_does_not_bind_an_organisation_pulls_no_whole_down(pack: Pack) -> None:
    warden = replace(pack.rules["F-warden"], binds=("group",))
    elsewhere = replace(pack, rules={**pack.rules, "F-warden": warden})
    assert findings(elsewhere, 95)["F-whole"].verdict is Verdict.MET
    assert findings(elsewhere, 50)["F-whole"].verdict is Verdict.NOT_MET
    assert "F-warden" not in findings(elsewhere, 95)
