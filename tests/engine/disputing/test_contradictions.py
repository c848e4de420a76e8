"""A return that contradicts itself: checks, claims, verdicts, words and what is shown to whom."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assess import assess
from engine.disputing.claiming import with_disputes
from engine.disputing.examples import run_check_examples
from engine.loading import PackError, load_pack
from engine.loading.linting.lint import lint
from engine.nouns.evidence.fact import Claim, Fact, Origin, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from tests.engine.loading.files.pack_folder import written_into

WritePack = Callable[[Mapping[str, str]], Path]
Q1, Q2 = Quarter(2014, 1), Quarter(2014, 2)
ELMS = Organisation("H1", "The Elms", "home")
PERCENT, STAFF = "training.fire.level_1.percent", "training.fire.level_1.staff"
WTE, SERVICES = "named_professionals.warden.wte", "organisation.services"
CHECKS = """\
- id: trained-nobody
  title: Training is reported of nobody
  odd_when:
    all:
      - training.fire.level_1.percent: {is_over: 0}
      - training.fire.level_1.staff: {is: 0}
  says: Item 1 says {training.fire.level_1.percent}, of {training.fire.level_1.staff} staff.
  question: Of how many staff?
  disputes:
    - {fact: "training.fire.level_1.percent", claim: any}
  examples:
    - {name: of nobody, given: {training.fire.level_1.percent: 1, training.fire.level_1.staff: 0},
       expect: fires, leaves: {training.fire.level_1.percent: {claims: [1, any]}}}
    - {name: none, given: {training.fire.level_1.percent: 0, training.fire.level_1.staff: 0},
       expect: silent}
    - {name: of some, given: {training.fire.level_1.percent: 1, training.fire.level_1.staff: 1},
       expect: silent}
- id: drills-by-night
  title: Drills are held where nobody sleeps
  figures:
    more: {difference: dashboard.2, less: before.dashboard.2}
  odd_when:
    all:
      - figures.more: {is_over: 0}
      - not: {organisation.services: {includes: night_care}}
  says: The services are {organisation.services}, and there were {figures.more} drills more.
  question: Is there night care?
  disputes:
    - {fact: organisation.services, claim: {adding: night_care}}
  examples:
    - {name: more, expect: fires,
       given: {dashboard.2: 2, before.dashboard.2: 1, organisation.services: [day_care]},
       leaves: {organisation.services: {claims: [[day_care], [day_care, night_care]]}}}
    - {name: as many, expect: silent,
       given: {dashboard.2: 1, before.dashboard.2: 1, organisation.services: [day_care]}}
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory, every_file: Mapping[str, str]) -> Pack:
    files = {**every_file, "checks.yaml": CHECKS}
    return load_pack(written_into(tmp_path_factory.mktemp("pack"), files))


def cell(ref: str, text: str) -> Origin:
    return Origin("elms.xlsx", "0" * 64, "dashboard", ref, text)


def number(name: str, value: float, typed: str = "") -> Fact:
    return Fact(
        name,
        Range.of_number(value),
        Basis.FIGURE,
        (cell("C2", typed or f"{value:g}"),),
        returned=True,
    )


def services(*words: str) -> Fact:
    return Fact(SERVICES, frozenset(words), None, (cell("B4", ", ".join(words)),), returned=True)


def sent(*facts: Fact, quarter: Quarter = Q2) -> Submission:
    return Submission(ELMS, quarter, {fact.name: fact for fact in facts})


def assessed(pack: Pack, *submissions: Submission) -> Assessment:
    return assess(pack, submissions, [], [], Q2, Q2.last_day, "tests")


def finding(assessment: Assessment, rule: str) -> Finding:
    return next(one for one in assessment.findings if one.rule == rule and one.period == Q2)


def test_the_pack_has_no_faults_and_its_examples_run(pack: Pack) -> None:
    assert lint(pack) == ()
    assert [result.fired for result in run_check_examples(pack)] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert all(result.passed for result in run_check_examples(pack))


def test_a_figure_of_nobody_is_neither_met_nor_unmet(pack: Pack) -> None:
    found = finding(
        assessed(pack, sent(number(PERCENT, 96, "96%"), number(STAFF, 0))), "F-training"
    )
    words = "Item 1 says “96%”, of “0” staff."
    assert (found.verdict, found.basis) == (Verdict.CONFLICTING, None)
    assert found.because == (
        "What was returned contradicts itself, and decides this duty in more than one way. " + words
    )
    assert [
        (contradiction.check, contradiction.words, contradiction.question)
        for contradiction in found.contradictions
    ] == [("trained-nobody", words, "Of how many staff?")]
    assert [origin.cell for origin in found.contradictions[0].origins] == ["C2", "C2"]
    assert [change.words for change in found.changes] == [
        "clear up Level 1 training, fire safety (in dispute: 96 % or not known); it must be at "
        "least 90 %"
    ]
    [met, partly] = found.trace
    assert (met.found, met.decisive, partly.decisive) == (
        "in dispute: 96 % or not known",
        True,
        True,
    )


def test_a_fact_in_dispute_keeps_its_claims_with_their_cells(pack: Pack) -> None:
    [submission] = assessed(pack, sent(number(PERCENT, 96, "96%"), number(STAFF, 0))).submissions
    fact = submission.facts[PERCENT]
    said, other = fact.claims
    assert (said.value, said.check) == (Range.of_number(96), "")
    assert (other.value, other.returned, other.check) == (None, False, "trained-nobody")
    assert other.origins == (cell("C2", "96%"), cell("C2", "0"))
    assert fact.value is None
    assert fact.why_unknown.startswith("what was returned contradicts itself: Item 1 says")


def test_a_check_may_read_the_quarter_before_and_dispute_the_scope(pack: Pack) -> None:
    before = sent(number("dashboard.2", 1), quarter=Q1)
    now = sent(number("dashboard.2", 3), services("day_care"), number(WTE, 1))
    found = finding(assessed(pack, before, now), "F-warden")
    assert found.verdict is Verdict.CONFLICTING
    assert found.contradictions[0].words == (
        "The services are “day_care”, and there were 2 drills more."
    )
    alone = finding(assessed(pack, now), "F-warden")
    assert (alone.verdict, alone.contradictions) == (Verdict.NOT_APPLICABLE, ())


def test_what_every_claim_decides_alike_is_decided(pack: Pack) -> None:
    fact = number(PERCENT, 96)
    claims = (Claim(fact.value), Claim(Range.of_number(92)))
    kept = dataclasses.replace(fact, value=Range(92, 96), claims=claims)
    found = finding(assessed(pack, sent(kept)), "F-training")
    assert (found.verdict, found.basis) == (Verdict.MET, Basis.FIGURE)


@given(
    percent=st.none() | st.integers(0, 2),
    staff=st.none() | st.integers(0, 2),
    drills=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    night=st.booleans(),
    chance=st.randoms(),
)
def test_silent_checks_change_nothing_and_nor_does_their_order(
    pack: Pack,
    percent: int | None,
    staff: int | None,
    drills: tuple[int, int],
    night: bool,
    chance: random.Random,
) -> None:
    given_facts = [number(PERCENT, percent)] if percent is not None else []
    given_facts += [number(STAFF, staff)] if staff is not None else []
    now = sent(*given_facts, number("dashboard.2", drills[1]), services(*["night_care"] * night))
    before = {"H1": sent(number("dashboard.2", drills[0]), quarter=Q1)}
    fires = (bool(percent) and staff == 0, drills[1] > drills[0] and not night)
    [found] = with_disputes(pack, [now], before, Q2.last_day, of_others=False)
    assert len(found.contradictions) == sum(fires)
    if not any(fires):
        assert found is now
    shuffled = list(pack.checks)
    chance.shuffle(shuffled)
    other = dataclasses.replace(pack, checks=tuple(shuffled))
    assert with_disputes(other, [now], before, Q2.last_day, of_others=False) == (found,)


@pytest.mark.parametrize(
    ("was", "now", "found", "expected"),
    [
        ("claim: any}", "claim: 3}", "", ""),
        ("claim: any}", "claim: often}", "“often” of “training.fire", "any, or a number"),
        (
            "claim: {adding: night_care}",
            "claim: {adding: noon}",
            "“{'adding': 'noon'}”",
            "{fact: …}",
        ),
        (
            '"training.fire.level_1.percent", claim',
            '"training.*.levels", claim',
            "“training.*",
            "pat",
        ),
        (
            "{training.fire.level_1.percent}, of",
            "{training.fire}, of",
            "“{training.fire}”",
            "known",
        ),
        (
            "{difference: dashboard.2,",
            "{quotient: dashboard.2,",
            "quotient, less",
            "percent and of",
        ),
        ("less: before.dashboard.2}", "less: dashboard.4}", "“dashboard.4”", "numbers"),
        ("id: drills-by-night", "id: trained-nobody", "the id “trained-nobody” a second", "own"),
        ("  odd_when:", "  binds: [ship]\n  odd_when:", "the kind “ship”", "one of home"),
    ],
)
def test_faults_of_checks_are_told_with_their_place(
    write_pack: WritePack,
    pack_files: dict[str, str],
    was: str,
    now: str,
    found: str,
    expected: str,
) -> None:
    assert was in CHECKS
    pack_files["checks.yaml"] = CHECKS.replace(was, now, 1)
    folder = write_pack(pack_files)
    if not found:
        assert load_pack(folder).checks
        return
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    [fault] = [fault for fault in caught.value.faults if fault.file == "checks.yaml"][:1]
    assert found in fault.found
    assert expected in fault.expected
    assert fault.line > 1 or "a second" in found


def test_a_check_without_its_threshold_shown_is_linted(
    write_pack: WritePack, pack_files: dict[str, str]
) -> None:
    lines = [line for line in CHECKS.split("\n") if "name: none" not in line]
    pack_files["checks.yaml"] = "\n".join(lines).replace(
        "       expect: silent}\n    - {name: of", "    - {name: of", 1
    )
    told = [fault.found for fault in lint(load_pack(write_pack(pack_files)))]
    assert told == [f"no example with “{PERCENT}” exactly at the threshold of “is_over”"]
