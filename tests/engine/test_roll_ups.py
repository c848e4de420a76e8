"""Roll-ups: what is true of all the providers on a register, each judged by its own return."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assess import assess
from engine.loading import PackError, load_pack
from engine.nouns.evidence.fact import Claim, Fact, Origin, Range
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.evidence.organisation import Commissioned, Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from engine.roll_ups import roll_up
from tests.engine.loading.files.pack_folder import written_into

Q2 = Quarter(2014, 2)
GROUP = Organisation("G1", "The Group", "group")
ELMS = Organisation("H1", "The Elms", "home")
OAKS = Organisation("H2", "The Oaks", "home")
WHO = "organisations on the register of contracts"
ROLLUPS = """\
trained:
  label: homes with trained staff
  state: be trained
  kept_when: {training.fire.level_1.percent: {is_at_least: {parameter: trained_met}}}
safe:
  label: homes that say they are safe
  state: be safe
  kept_when: {section11.F1: {is: met}}
"""
RULE = """\
id: F-group
title: Every home is trained
binds: [group]
cites: [F2]
met_when: {commissioned.trained.percent: {is_at_least: {parameter: trained_met}}}
words:
  met: Every home is trained.
  not_met: Some home is not trained.
  no_evidence: Not known.
  to_comply: Train them.
  question: Which homes?
examples:
  - {name: at, given: {commissioned.trained.percent: 90}, expect: met}
  - {name: under, given: {commissioned.trained.percent: 89}, expect: not_met}
  - {name: none, given: {}, expect: no_evidence}
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory, files: Mapping[str, str]) -> Pack:
    return load_pack(written_into(tmp_path_factory.mktemp("pack"), files))


@pytest.fixture(scope="module")
def files(every_file: Mapping[str, str]) -> Mapping[str, str]:
    kinds = every_file["evidence.yaml"].replace(
        "services:\n", "  group: {label: Group, tables: [organisation, contracts]}\nservices:\n", 1
    )
    return {
        **every_file,
        "evidence.yaml": kinds,
        "rollups.yaml": ROLLUPS,
        "group/F-group.yaml": RULE,
    }


def cell(ref: str, text: str = "") -> Origin:
    return Origin("register.xlsx", "a" * 64, "sheet", ref, text)


def home(
    organisation: Organisation, percent: Range | None, answer: str | None = None
) -> Submission:
    name = "training.fire.level_1.percent"
    facts = {name: Fact(name, percent, Basis.FIGURE, (cell(organisation.code),), returned=True)}
    if answer is not None:
        said = cell(f"{organisation.code}b")
        facts["section11.F1"] = Fact("section11.F1", answer, Basis.DECLARED, (said,), returned=True)
    return Submission(organisation, Q2, facts)


def group(*codes: str) -> Submission:
    commissions = tuple(Commissioned(f"Home {code}", code, (cell("A1"),)) for code in codes)
    return Submission(GROUP, Q2, {}, commissions=commissions)


def rolled(pack: Pack, *submissions: Submission) -> Mapping[str, Fact]:
    return roll_up(pack, submissions, Q2.last_day)[0].facts


def assessed(pack: Pack, *submissions: Submission) -> Assessment:
    return assess(pack, submissions, (), (), Q2, Q2.last_day, "test")


def of_group(assessment: Assessment) -> Finding:
    [found] = [finding for finding in assessment.findings if finding.rule == "F-group"]
    return found


def test_each_provider_is_judged_by_its_own_return(pack: Pack) -> None:
    facts = rolled(
        pack,
        group("H1", "H2"),
        home(ELMS, Range.of_number(95), "met"),
        home(OAKS, Range.of_number(60), "partly_met"),
    )
    percent = facts["commissioned.trained.percent"]
    assert percent.value == Range.of_number(50)
    assert [(member.name, member.keeps, member.organisation) for member in percent.members] == [
        ("The Oaks", False, "H2"),
        ("The Elms", True, "H1"),
    ]
    assert [origin.cell for origin in percent.origins] == ["H2", "H1"]
    assert percent.note.startswith(
        "1 of 2 organisations on the register of contracts; not so: The Oaks ("
    )
    assert facts["commissioned.count"].value == Range.of_number(2)
    assert (percent.basis, facts["commissioned.safe.percent"].basis) == (
        Basis.FIGURE,
        Basis.DECLARED,
    )


def test_a_provider_that_sent_nothing_is_unknown_and_named(pack: Pack) -> None:
    finding = of_group(assessed(pack, group("H1", ""), home(ELMS, Range.of_number(95))))
    assert finding.verdict is Verdict.NO_EVIDENCE
    assert "not known: Home  (no return of it for 2014-15 Q2 is among the files)" in finding.because


def test_nobody_is_a_provider_of_its_own(pack: Pack) -> None:
    facts = rolled(pack, group("G1", "H1"), home(ELMS, Range.of_number(95)))
    assert [
        (member.keeps, member.words)
        for member in facts["commissioned.trained.percent"].members
        if member.organisation == "G1"
    ] == [(None, "the register names the organisation itself")]


def test_a_breach_is_named_with_what_would_satisfy_it(pack: Pack) -> None:
    finding = of_group(
        assessed(
            pack,
            group("H1", "H2"),
            home(ELMS, Range.of_number(95)),
            home(OAKS, Range.of_number(60)),
        )
    )
    assert finding.verdict is Verdict.NOT_MET
    assert "The Oaks" in finding.because
    assert [change.words for change in finding.changes] == [
        f"1 more of the 2 {WHO} must be trained (now 1; 90 % is required): The Oaks"
    ]


def test_without_a_register_nobody_can_tell(pack: Pack) -> None:
    nothing = Submission(GROUP, Q2, {})
    assert of_group(assessed(pack, nothing, home(ELMS, Range.of_number(95)))).verdict is (
        Verdict.NO_EVIDENCE
    )


def test_a_register_that_names_nobody_tells_nothing(pack: Pack) -> None:
    assert dict(rolled(pack, group())) == {}


known = st.integers(0, 100).map(lambda n: Range.of_number(float(n)))
vague = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda pair: Range(float(min(pair)), float(max(pair)))
)


@given(st.lists(st.one_of(st.none(), known, vague), min_size=1, max_size=5), st.data())
def test_learning_more_of_a_provider_never_changes_a_definite_verdict(
    pack: Pack, figures: list[Range | None], data: st.DataObject
) -> None:
    """A provider silent or vague may turn out to be anything; what was definite stays."""
    homes = [Organisation(f"H{n}", f"Home {n}", "home") for n in range(len(figures))]
    register = group(*(one.code for one in homes))
    came = [home(one, figure) for one, figure in zip(homes, figures, strict=True) if figure]
    before = of_group(assessed(pack, register, *came)).verdict
    learnt = [
        data.draw(st.floats(figure.low, figure.high).map(Range.of_number))
        if figure
        else data.draw(known)
        for figure in figures
    ]
    told = [home(one, figure) for one, figure in zip(homes, learnt, strict=True)]
    after = of_group(assessed(pack, register, *told)).verdict
    assert after is not Verdict.NO_EVIDENCE
    if before is not Verdict.NO_EVIDENCE:
        assert after is before


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("[]\n", "no mapping"),
        ("trained: {label: x, state: y}\n", "no “kept_when”"),
        (
            "trained: {label: x, state: y, kept_when: {dashboard.99: {is_over: 0}}}\n",
            "dashboard.99",
        ),
    ],
)
def test_a_faulty_rollup_is_told(
    files: Mapping[str, str],
    write_pack: Callable[[Mapping[str, str]], Path],
    wrong: str,
    found: str,
) -> None:
    broken = {**files, "rollups.yaml": wrong}
    with pytest.raises(PackError) as error:
        load_pack(write_pack(broken))
    told = [fault for fault in error.value.faults if fault.file == "rollups.yaml"]
    assert [found in fault.found for fault in told] == [True]


def test_a_rollup_of_the_rule_that_reads_it_is_a_circle(
    files: Mapping[str, str], write_pack: Callable[[Mapping[str, str]], Path]
) -> None:
    circle = ROLLUPS.replace("{section11.F1: {is: met}}", "{rules.F-group.verdict: {is: met}}")
    rule = RULE.replace("commissioned.trained", "commissioned.safe")
    with pytest.raises(PackError) as error:
        load_pack(write_pack({**files, "rollups.yaml": circle, "group/F-group.yaml": rule}))
    assert "rules that rest on each other in a circle: F-group" in [
        fault.found for fault in error.value.faults
    ]


def disputing(code_of: Organisation, *claimed: float) -> Submission:
    """A home whose return contradicts itself about how many staff are trained."""
    name = "training.fire.level_1.percent"
    own = Fact(name, Range.of_number(claimed[0]), Basis.FIGURE, (cell("C2"),), returned=True)
    others = [Claim(Range.of_number(value)) for value in claimed[1:]]
    return Submission(code_of, Q2, {name: with_claims(own, others, "it contradicts itself")})


def test_a_provider_that_contradicts_itself_makes_the_duty_over_it_conflicting(pack: Pack) -> None:
    """Where the claims would decide it either way; not where each decides it the same."""
    assert of_group(assessed(pack, group("H1"), disputing(ELMS, 95, 10))).verdict is (
        Verdict.CONFLICTING
    )
    assert of_group(assessed(pack, group("H1"), disputing(ELMS, 95, 92))).verdict is Verdict.MET
    assert of_group(assessed(pack, group("H1"), disputing(ELMS, 20, 10))).verdict is Verdict.NOT_MET


def test_what_one_claims_is_told_of_both_the_number_and_the_share(pack: Pack) -> None:
    facts = rolled(
        pack, group("H1", "H2"), disputing(ELMS, 95, 10), home(OAKS, Range.of_number(95))
    )
    claimed = {
        name: [claim.value for claim in facts[f"commissioned.trained.{name}"].claims]
        for name in ("kept", "percent")
    }
    assert claimed == {
        "kept": [Range.of_number(1), Range.of_number(2)],
        "percent": [Range.of_number(50), Range.of_number(100)],
    }


def test_beside_one_that_breaks_it_for_certain_nothing_is_in_dispute(pack: Pack) -> None:
    assessment = assessed(
        pack, group("H1", "H2"), disputing(ELMS, 95, 10), home(OAKS, Range.of_number(10))
    )
    assert of_group(assessment).verdict is Verdict.NOT_MET
