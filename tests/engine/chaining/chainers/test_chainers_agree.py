"""durable_rules and the plain-Python fixpoint derive the same, on anything."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausewise.places import DEFAULT_PACK
from engine.chaining.chainers.compile import CompiledRules
from engine.chaining.chainers.durable_adapter import DurableChainer
from engine.chaining.chainers.fixpoint import Fixpoint
from engine.chaining.chainers.limits import compile_rules
from engine.chaining.chainers.sieve import Sieve, SignalClasses
from engine.chaining.chainers.signal_forms import FIELDS, QUARTER, THE_ORGANISATION, Signal
from engine.chaining.concerns import derive_concerns
from engine.loading import load_pack
from engine.nouns.evidence.organisation import Commissioned, Organisation, Submission
from engine.nouns.outcome.findings import Findings
from engine.nouns.policy.concern_rule import ConcernRule, SameAs, SignalPattern
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from tests.draws import draws

WORDS = ("met", "not_met", "a", "b")
CONCERNS = ("c0", "c1", "c2")
FEW = settings(
    max_examples=draws(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def words_of(kind: str, field: str) -> Sequence[str]:
    return CONCERNS if (kind, field) == ("concern", "rule") else WORDS


@st.composite
def signal(draw: st.DrawFn, kinds: Sequence[str] = tuple(FIELDS)) -> Signal:
    kind = draw(st.sampled_from(kinds))
    values: list[str | int] = [kind]
    for field in FIELDS[kind]:
        quarter = field == QUARTER
        values.append(
            draw(st.integers(0, 3) if quarter else st.sampled_from(words_of(kind, field)))
        )
    return tuple(values)


signals = st.lists(signal(), max_size=14)


@st.composite
def pattern(draw: st.DrawFn, name: str, earlier: list[SignalPattern]) -> SignalPattern:
    kind = draw(st.sampled_from(tuple(FIELDS)))
    where: list[tuple[str, SameAs | tuple[str | int, ...]]] = []
    for field in FIELDS[kind]:
        what = draw(st.sampled_from(("nothing", "words", "same")))
        if what == "same" and earlier:
            other = draw(st.sampled_from(earlier))
            alike = [one for one in FIELDS[other.seen] if (one == QUARTER) == (field == QUARTER)]
            plus = draw(st.integers(-2, 2)) if field == QUARTER else 0
            where.append((field, SameAs(other.name, draw(st.sampled_from(alike)), plus)))
        elif what == "words" and field != QUARTER:
            some = st.lists(
                st.sampled_from(words_of(kind, field)), min_size=1, max_size=2, unique=True
            )
            where.append((field, tuple(draw(some))))
    return SignalPattern(name, kind, tuple(where))


@st.composite
def concern_rule(draw: st.DrawFn, id: str) -> ConcernRule:
    patterns: list[SignalPattern] = []
    for number in range(draw(st.integers(1, 3))):
        patterns.append(draw(pattern(f"n{number}", patterns)))
    subjects = [THE_ORGANISATION] + [
        f"{one.name}.{field}" for one in patterns for field in FIELDS[one.seen] if field != QUARTER
    ]
    subject = draw(st.sampled_from(subjects))
    return ConcernRule(id, "T", "repetition", subject, tuple(patterns), "b", "q", "n")


@st.composite
def rule_sets(draw: st.DrawFn) -> CompiledRules:
    number = draw(st.integers(1, len(CONCERNS)))
    return compile_rules([draw(concern_rule(id)) for id in CONCERNS[:number]])


@FEW
@given(rules=rule_sets(), given_signals=signals)
def test_both_chainers_find_the_same_matches_of_random_rules(rules, given_signals):
    assert DurableChainer().chain(rules, given_signals) == Fixpoint().chain(rules, given_signals)


@FEW
@given(rules=rule_sets(), given_signals=signals)
def test_what_the_sieve_leaves_out_could_not_have_matched(rules, given_signals):
    first = rules.first
    classes = SignalClasses(rules)
    left = Sieve(first, classes).usable(classes.sort(given_signals))
    assert set(left) <= set(given_signals)
    assert len(set(left)) == len(left)
    assert Fixpoint().chain(first, left) == Fixpoint().chain(first, given_signals)


@FEW
@given(rules=rule_sets(), given_signals=signals, data=st.data())
def test_the_order_of_signals_changes_nothing(rules, given_signals, data):
    other = data.draw(st.permutations([*given_signals, *given_signals[:2]]))
    chainer = DurableChainer()
    assert chainer.chain(rules, given_signals) == chainer.chain(rules, other)
    assert Fixpoint().chain(rules, given_signals) == Fixpoint().chain(rules, other)


FINDINGS = st.lists(
    st.tuples(
        st.sampled_from(("R1", "R2", "R3")),
        st.sampled_from(("2014-15 Q1", "2014-15 Q2", "2014-15 Q3", "2014-15 Q4")),
        st.sampled_from(("met", "partly_met", "not_met", "no_evidence", "not_applicable")),
        st.sampled_from(("figure", "document", "moderated", "declared")),
        st.lists(
            st.sampled_from(("S6.p11.c", "S6.p18.c", "A1.6.4", "A1.13.3", "S6.p08.a")),
            min_size=1,
            max_size=3,
            unique=True,
        ),
    ),
    max_size=12,
    unique_by=lambda one: one[:2],
)
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(("2014-15 Q1", "2014-15 Q2", "2014-15 Q3")),
        st.sampled_from(("S6.p11.c", "S6.p18.c", "S6.p18.c/2")),
        st.sampled_from(("met", "partly_met", "not_met")),
    ),
    max_size=8,
)


@FEW
@given(drawn=FINDINGS, answered=ANSWERS, data=st.data())
def test_the_packs_concerns_are_the_same_whoever_chains_and_in_whatever_order(
    pack: Pack, finding, fact, submission, drawn, answered, data
):
    findings = [
        finding(rule, quarter, verdict, None if verdict == "no_evidence" else basis, tuple(cites))
        for rule, quarter, verdict, basis, cites in drawn
    ]
    said: dict[str, dict[str, str]] = {}
    for quarter, question, says in answered:
        said.setdefault(quarter, {})[question] = says
    submissions = [
        submission(quarter, *(fact(f"section11.{q}.declared", says) for q, says in all_.items()))
        for quarter, all_ in said.items()
    ]
    plain, who = derive_concerns(
        pack, Findings.from_findings(findings), submissions, 0.5, Fixpoint()
    )
    durable, other = derive_concerns(
        pack,
        Findings.from_findings(data.draw(st.permutations(findings))),
        data.draw(st.permutations(submissions)),
        0.5,
        DurableChainer(),
    )
    assert durable == plain
    assert (who, other) == ("the plain-Python stand-in", "durable_rules 2.0.28")
    assert len({concern.id for concern in plain}) == len(plain)


BUYER = Organisation("06L", "The Buyer", "ccg")
SELLERS = tuple(Organisation(f"R{one}", f"Trust {one}", "provider") for one in "ABC")
AREA_FINDINGS = st.lists(
    st.tuples(
        st.sampled_from(SELLERS),
        st.sampled_from(("R1", "R2")),
        st.sampled_from(("2014-15 Q1", "2014-15 Q2", "2014-15 Q3")),
        st.sampled_from(("met", "partly_met", "not_met", "no_evidence")),
        st.sampled_from((("S6.p18.d",), ("S6.p17.e", "A1.6.4"), ("S6.p11.c",), ("A1.4.1",))),
    ),
    max_size=14,
    unique_by=lambda one: one[:3],
)


@pytest.fixture(scope="module")
def handled_pack(pack: Pack) -> Pack:
    """The small pack with the Suffolk pack's own way of grouping, escalating and ranking."""
    return dataclasses.replace(pack, handling=load_pack(DEFAULT_PACK).handling)


@FEW
@given(
    drawn=AREA_FINDINGS,
    registered=st.lists(st.sampled_from(("RA", "RB", "RC", "")), max_size=3),
    answers=ANSWERS,
    data=st.data(),
)
def test_the_areas_concerns_are_the_same_whoever_chains_and_in_whatever_order(
    handled_pack: Pack, finding, fact, drawn, registered, answers, data
):
    findings = [
        finding(
            rule,
            quarter,
            verdict,
            None if verdict == "no_evidence" else "figure",
            cites,
            None,
            "",
            organisation,
        )
        for organisation, rule, quarter, verdict, cites in drawn
    ]
    register = tuple(Commissioned(f"as {code}", code) for code in registered)
    said = {("2014-15 Q1", "S4.2.5.p04"): "met"} | {(q, c): says for q, c, says in answers}
    submissions = [
        Submission(
            BUYER,
            Quarter.parse(quarter),
            {
                one.name: one
                for (when, clause), says in said.items()
                if when == quarter
                for one in [fact(f"section11.{clause}.declared", says)]
            },
            commissions=register,
        )
        for quarter in ("2014-15 Q1", "2014-15 Q2", "2014-15 Q3")
    ]
    plain, _ = derive_concerns(
        handled_pack, Findings.from_findings(findings), submissions, 0.5, Fixpoint(), common=2
    )
    durable, _ = derive_concerns(
        handled_pack,
        Findings.from_findings(data.draw(st.permutations(findings))),
        data.draw(st.permutations(submissions)),
        0.5,
        DurableChainer(),
        common=2,
    )
    assert durable == plain
    assert [one.rank for one in plain] == list(range(1, len(plain) + 1))
    known = {finding.key for finding in findings}
    told = {(key.rule, key.organisation, key.period) for one in plain for key in one.findings}
    assert told <= known
