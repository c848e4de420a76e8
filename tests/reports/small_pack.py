"""A pack made by hand, of a few clauses and rules, for the tests of reports."""

from __future__ import annotations

import dataclasses
import datetime as dt

from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Range
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.clause import Clause, Force, fingerprint
from engine.nouns.policy.condition import (
    All,
    Comparison,
    FactRef,
    Literal,
    Not,
    ParameterRef,
    WordList,
)
from engine.nouns.policy.condition import Any as AnyOf
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack, PolicyQuery
from engine.nouns.policy.parameter import Parameter, ParameterValue, SetBy
from engine.nouns.policy.rule import Example, Rule, RuleWords
from engine.nouns.policy.vocabulary import KindTerm, Scale, Vocabulary
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict

Q1, Q2 = Quarter(2014, 1), Quarter(2014, 2)
AS_OF = dt.date(2014, 10, 15)
SECTION_6 = "6. Responsibilities of NHS Trusts, Foundation Trusts and Private Providers"
APPENDIX = "Appendix 1: Safeguarding Children and Looked After Children Dashboard Returns"


def _clause(
    id: str, citation: str, section: str, words: str, reason: str = "", **more: object
) -> Clause:
    clause = Clause(
        id, citation, section, words, ("provider",), Force.MUST, fingerprint(words), reason
    )
    return dataclasses.replace(clause, **more)  # type: ignore[arg-type]


CLAUSES = (
    _clause(
        "S1.p03",
        "Section 1, paragraph 3",
        "1. Our Vision",
        "We will work with NHS organisations",
        bearers=(),
        force=Force.STATEMENT,
        context=True,
    ),
    _clause(
        "S4.p02",
        "Section 4, paragraph 2",
        "4. CCG responsibilities",
        "The CCGs must ensure that the contracts clearly specify safeguarding expectations",
        "No return of the CCG is read yet",
        bearers=("ccg",),
    ),
    _clause("S6.p08", "Section 6, paragraph 8", SECTION_6, "", parts=("S6.p08.a", "S6.p08.b")),
    _clause("S6.p08.a", "Section 6, paragraph 8(a)", SECTION_6, "Named Doctor and Nurse"),
    _clause(
        "S6.p08.b",
        "Section 6, paragraph 8(b)",
        SECTION_6,
        "(Named Midwife for maternity services)",
    ),
    _clause(
        "S6.p18.c",
        "Section 6, paragraph 18(c)",
        SECTION_6,
        "a process for following up children who miss appointments;",
    ),
    _clause(
        "A1.1",
        "Appendix 1, item 1",
        APPENDIX,
        "Name and title of each named professional",
    ),
    _clause(
        "A1.4.1",
        "Appendix 1, item 4.1",
        APPENDIX,
        "Percentage of staff trained according to staff groups by levels",
    ),
    _clause(
        "A1.8.3",
        "Appendix 1, item 8.3",
        APPENDIX,
        "Number of children admitted who are Looked After Children",
    ),
)

TRAINING_MET = ParameterUsed(
    "training_met",
    "Share of staff that must be trained, to be met",
    95.0,
    "%",
    "commissioner",
    None,
    "2013-11-01",
    "The policy states no percentage; to be confirmed against the contract.",
    None,
)
REFRESH = ParameterUsed(
    "training_refresh_months",
    "How long training lasts",
    36.0,
    "months",
    "policy",
    "A1.4.1",
    "2013-11-01",
    "",
    "ours.yaml",
)

LEVEL_3 = "training.safeguarding.level_3.percent"
NURSE = "named_professionals.named_nurse.wte"
MIDWIFE = "named_professionals.named_midwife.wte"
MISSED = "section11.S6.p18.c"
SPECS = (
    FactSpec("organisation.services", Kind.WORDS, "Services", where="the organisation table"),
    FactSpec(NURSE, Kind.NUMBER, "Named Nurse in post", "wte", "item 1", Basis.FIGURE),
    FactSpec(MIDWIFE, Kind.NUMBER, "Named Midwife in post", "wte", "item 1", Basis.FIGURE),
    FactSpec(LEVEL_3, Kind.NUMBER, "Level 3 training, safeguarding children", "%", "item 4.1"),
    FactSpec("training.safeguarding.level_3.staff", Kind.NUMBER, "Staff who need Level 3"),
    FactSpec("training.safeguarding.level_3.in_date", Kind.NUMBER, "Staff in date at Level 3"),
    FactSpec(MISSED, Kind.WORD, "Audit: missed appointments", words=("met", "not_met")),
    FactSpec("documents.training_strategy.approved_on", Kind.DATE, "Training strategy approved"),
    FactSpec("dashboard.8.1", Kind.NUMBER, "Children admitted with a social worker"),
    FactSpec("dashboard.8.3", Kind.NUMBER, "Looked-after children admitted"),
)


def _words(subject: str) -> RuleWords:
    return RuleWords(
        met=f"{subject}: met.",
        partly_met=f"{subject}: in part.",
        not_met=f"{subject}: not met.",
        no_evidence=f"{subject}: nothing came.",
        not_applicable=f"{subject}: the organisation has no such service.",
        to_comply=f"{subject}: put it right.",
        question=f"{subject}: when will it be right?",
    )


RULES = (
    Rule(
        "S6-named-nurse",
        "A Named Nurse is in post",
        ("provider",),
        ("S6.p08.a", "A1.1"),
        Comparison(NURSE, Op.IS_OVER, Literal(0.0)),
        _words("Named Nurse"),
        (
            Example("in post", {NURSE: Fact(NURSE, Range(0.1, 0.1))}, Verdict.MET, AS_OF),
            Example("vacant", {NURSE: Fact(NURSE, Range(0, 0))}, Verdict.NOT_MET, AS_OF),
        ),
    ),
    Rule(
        "S6-named-midwife",
        "A Named Midwife is in post",
        ("provider",),
        ("S6.p08.b", "A1.1"),
        Comparison(MIDWIFE, Op.IS_OVER, Literal(0.0)),
        _words("Named Midwife"),
        (),
        applies_when=Comparison("organisation.services", Op.INCLUDES, Literal("maternity")),
    ),
    Rule(
        "S6-missed-appointments",
        "Children who miss appointments are followed up",
        ("provider",),
        ("S6.p18.c",),
        AnyOf(
            (
                Comparison(MISSED, Op.IS, Literal("met")),
                Not(Comparison(MISSED, Op.IS_ONE_OF, WordList(("not_met", "partly_met")))),
            )
        ),
        _words("Missed appointments"),
        (),
    ),
    Rule(
        "A1-level-3",
        "Staff who need Level 3 are trained to it",
        ("provider",),
        ("A1.4.1",),
        All(
            (
                Comparison(LEVEL_3, Op.IS_AT_LEAST, ParameterRef("training_met")),
                Comparison(
                    "documents.training_strategy.approved_on",
                    Op.IS_WITHIN,
                    ParameterRef("training_refresh_months"),
                ),
            )
        ),
        _words("Level 3"),
        (),
        partly_met_when=Comparison(LEVEL_3, Op.IS_OVER, Literal(0.0)),
        note="Trained means trained and in date.",
    ),
    Rule(
        "A1-looked-after-admitted",
        "Looked-after children admitted are counted and plausible",
        ("provider",),
        ("A1.8.3",),
        Comparison("dashboard.8.3", Op.IS_AT_MOST, FactRef("dashboard.8.1")),
        _words("Admissions"),
        (),
    ),
)

QUERY = PolicyQuery(
    "Q-levels",
    ("A1.4.1",),
    "Section 4 says Levels 1-5, Appendix 1 Levels 1-6",
    "All six levels are read",
    "Level 6 may be blank without harm",
)


def small_pack() -> Pack:
    def parameter(used: ParameterUsed) -> Parameter:
        value = ParameterValue(
            used.value,
            dt.date.fromisoformat(used.in_force_from),
            SetBy(used.set_by),
            used.clause,
            used.note,
            used.overlaid_from,
        )
        return Parameter(used.name, used.meaning, used.unit, (value,))

    kinds = {
        "provider": KindTerm("provider", "Provider", ()),
        "ccg": KindTerm("ccg", "Clinical Commissioning Group", ()),
    }
    return Pack(
        "suffolk",
        "Safeguarding Children Policy",
        "1",
        "Safeguarding Children Policy, Version 1, November 2013",
        "ab" * 32,
        {clause.id: clause for clause in CLAUSES},
        {used.name: parameter(used) for used in (TRAINING_MET, REFRESH)},
        Vocabulary(kinds, {}, {}, {}, {}, {}, {}, {}, Scale("higher_is_better", {})),
        {spec.name: spec for spec in SPECS},
        {rule.id: rule for rule in RULES},
        (),
        (QUERY,),
    )
