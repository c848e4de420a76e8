"""An assessment made by hand: every verdict, concerns, faults, silence, and hostile text."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest

from engine.nouns.assessment import Assessment, InputFile, Run
from engine.nouns.clause import Clause, Force, fingerprint
from engine.nouns.concern import Concern, FindingKey, Said
from engine.nouns.condition import All, Comparison, FactRef, Literal, Not, Op, ParameterRef, Words
from engine.nouns.condition import Any as AnyOf
from engine.nouns.fact import Fact, FactSpec, Kind, Origin, Range
from engine.nouns.fault import Fault, Severity
from engine.nouns.finding import Change, Finding, ParameterUsed, Step
from engine.nouns.organisation import Organisation, Submission
from engine.nouns.pack import Pack, PolicyQuery
from engine.nouns.parameter import Parameter, ParameterValue, SetBy
from engine.nouns.quarter import Quarter
from engine.nouns.rule import Example, Rule, RuleWords
from engine.nouns.verdict import Basis, Truth, Verdict
from engine.nouns.vocabulary import KindTerm, Scale, Vocabulary

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "]]><!-- -->",
    "\"quoted\" & 'single' &amp;",
    "\u202ereversed\u2066",
    "\x00\x07\x1b[31mred",
    "+1",
    "-1",
    "@cmd",
    "\tTAB",
    "\r\n=2+2",
    "{{ 7*7 }}{% endraw %}",
    "</style></title></textarea>",
)

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
    FactSpec(NURSE, Kind.NUMBER, "Named Nurse in post", "wte", "item 1", Basis.DATA),
    FactSpec(MIDWIFE, Kind.NUMBER, "Named Midwife in post", "wte", "item 1", Basis.DATA),
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
                Not(Comparison(MISSED, Op.IS_ONE_OF, Words(("not_met", "partly_met")))),
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


def _pack() -> Pack:
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


def assessment_of(texts: tuple[str, ...] = HOSTILE) -> Assessment:
    """The assessment, with the texts given in the places where returns can put text."""

    def text(number: int) -> str:
        return texts[number % len(texts)]

    acute = Organisation("RQX", "Orwell and Deben NHS Trust", "provider")
    community = Organisation("RQY", f"Gipping Community {text(0)}", "provider")
    silent = Organisation("RQZ", "Waveney Private Hospital", "provider")
    ccg = Organisation("06L", "Ipswich and East Suffolk CCG", "ccg")

    def origin(cell: str, typed: str, sheet: str = "dashboard") -> Origin:
        return Origin("orwell-q2.xlsx", "12" * 32, sheet, cell, typed)

    def number(name: str, value: float, cell: str, typed: str) -> Fact:
        return Fact(name, Range.exactly(value), Basis.DATA, (origin(cell, typed),), returned=True)

    facts = {
        NURSE: number(NURSE, 0.0, "D3", "vacant"),
        MIDWIFE: number(MIDWIFE, 0.6, "D4", "0.6"),
        LEVEL_3: Fact(
            LEVEL_3,
            Range(61.0, 64.5),
            Basis.DATA,
            (),
            (
                "training.safeguarding.level_3.staff",
                "training.safeguarding.level_3.in_date",
                LEVEL_3,
            ),
            "2 rows could not be read",
            returned=True,
        ),
        "training.safeguarding.level_3.staff": Fact(
            "training.safeguarding.level_3.staff",
            Range.exactly(110),
            Basis.DATA,
            tuple(origin(f"E{row}", "3", "training") for row in range(2, 30)),
            returned=True,
        ),
        "documents.training_strategy.approved_on": Fact(
            "documents.training_strategy.approved_on",
            Range.on(dt.date(2013, 3, 31)),
            Basis.DOCUMENT,
            (origin("C2", "31/03/2013", "documents"),),
            returned=True,
        ),
        MISSED: Fact(
            MISSED, None, None, (origin("B9", text(1)),), why_unknown=text(2), returned=False
        ),
        "dashboard.8.3": number("dashboard.8.3", 9, "C20", text(6)),
        "dashboard.8.1": number("dashboard.8.1", 7, "C18", "7"),
        "organisation.services": Fact(
            "organisation.services",
            frozenset({"maternity", "paediatrics"}),
            None,
            (),
            returned=True,
        ),
    }

    def step(
        name: str, asked: str, truth: Truth, found: str, role: str = "met_when", **more: object
    ) -> Step:
        spec = {spec.name: spec for spec in SPECS}[name]
        fact = facts.get(name) or Fact(name, None, why_unknown="The cell is blank")
        made = Step(role, asked, truth, truth is not Truth.UNKNOWN, fact, spec.label, found)
        return dataclasses.replace(made, **more)  # type: ignore[arg-type]

    def finding(
        rule: int, who: Organisation, quarter: Quarter, verdict: Verdict, *trace: Step
    ) -> Finding:
        asks = verdict in (Verdict.PARTLY_MET, Verdict.NOT_MET, Verdict.NO_EVIDENCE)
        words = RULES[rule].words
        return Finding(
            RULES[rule].id,
            RULES[rule].title,
            who,
            quarter,
            verdict,
            Basis.DATA if verdict is not Verdict.NO_EVIDENCE else None,
            RULES[rule].cites,
            trace,
            f"{words.of(verdict)} {text(rule)}",
            words.to_comply if asks else "",
            (Change(RULES[rule].facts[0], "38 more staff must be in date"),) if asks else (),
            words.question if asks else "",
        )

    met, part, unmet, none, away = Verdict
    nurse = step(NURSE, "Named Nurse in post is over 0", Truth.FALSE, "0 wte (vacant)")
    level = step(
        LEVEL_3,
        "Level 3 training is at least 95 %",
        Truth.FALSE,
        "between 61 and 64.5 %",
        parameter=TRAINING_MET,
    )
    strategy = step(
        "documents.training_strategy.approved_on",
        "Training strategy approved is within 36 months",
        Truth.TRUE,
        "31 March 2013",
        parameter=REFRESH,
    )
    some = step(
        LEVEL_3,
        "Level 3 training is over 0",
        Truth.TRUE,
        "between 61 and 64.5 %",
        "partly_met_when",
    )
    parts = step(
        "dashboard.8.3",
        "Looked-after children admitted is at most children admitted",
        Truth.FALSE,
        "9",
        against=facts["dashboard.8.1"],
    )
    missed = step(MISSED, "Missed appointments is met", Truth.UNKNOWN, text(3))
    maternity = step(
        "organisation.services",
        "Services include maternity",
        Truth.TRUE,
        "maternity and paediatrics",
        "applies_when",
    )
    midwife = step(MIDWIFE, "Named Midwife in post is over 0", Truth.TRUE, "0.6 wte")
    findings = (
        finding(0, acute, Q2, unmet, nurse),
        finding(0, community, Q2, met),
        finding(0, silent, Q2, none),
        finding(1, acute, Q2, met, maternity, midwife),
        finding(1, community, Q2, away),
        finding(1, silent, Q2, none),
        finding(2, acute, Q2, none, missed),
        finding(2, community, Q2, met),
        finding(2, silent, Q2, none),
        finding(3, acute, Q2, part, level, strategy, some),
        finding(3, community, Q2, met),
        finding(3, silent, Q2, none),
        finding(4, acute, Q2, unmet, parts),
        finding(4, community, Q2, away),
        finding(4, silent, Q2, none),
        finding(0, acute, Q1, met),
        finding(0, community, Q1, met),
        finding(1, acute, Q1, met),
        finding(2, acute, Q1, part),
        finding(3, acute, Q1, unmet),
        finding(3, community, Q1, part),
    )
    concerns = (
        Concern(
            "repetition-1",
            "repeated",
            "repetition",
            "Below what is asked in two quarters running",
            "RQX",
            (Q1.label, Q2.label),
            ("A1.4.1",),
            (
                FindingKey("A1-level-3", "RQX", Q1.label),
                FindingKey("A1-level-3", "RQX", Q2.label),
            ),
            (),
            "Level 3 was short in both quarters.",
            "What is the plan?",
            "Ask for a dated plan.",
            ("contradiction-1", "gone"),
        ),
        Concern(
            "contradiction-1",
            "self-audit-contradicted",
            "contradiction",
            f"The self-audit says met; the figures say otherwise {text(4)}",
            "RQX",
            (Q2.label,),
            ("A1.4.1", "S6.p18.c"),
            (FindingKey("A1-level-3", "RQX", Q2.label),),
            (
                Said("The organisation’s own audit score", text(5), (origin("B9", "3"),)),
                Said("Level 3 training", "61 %", (origin("C9", text(7)),)),
            ),
            "The audit and the register disagree.",
            "Which of the two is right?",
            "Send the register with the answer.",
        ),
        *(
            Concern(
                f"silence-{rule.id}",
                "no-evidence-again",
                "repetition",
                "No evidence in two quarters running",
                "RQZ",
                (Q1.label, Q2.label),
                rule.cites,
                (FindingKey(rule.id, "RQZ", Q2.label),),
                (),
                f"Nothing came for {rule.id}.",
                "When will it come?",
                "Ask for the return.",
            )
            for rule in RULES
        ),
    )
    faults = (
        Fault(
            Severity.CELL,
            "orwell-q2.xlsx",
            text(8),
            "a number",
            "Type the number alone.",
            "dashboard",
            "C20",
            "RQX",
            Q2.label,
            ("dashboard.8.3",),
        ),
        Fault(
            Severity.FILE, text(9), text(10), "a workbook", "Save it as .xlsx and send it again."
        ),
        Fault(Severity.CHECK, "orwell-q2.xlsx", "a hidden sheet", "none", text(11), "Sheet2"),
    )
    run = Run(
        Q2,
        AS_OF,
        "clausewise 0.1.0",
        "durable_rules 2.0.28",
        (
            InputFile("orwell-q2.xlsx", "12" * 32, "RQX", Q2.label, True),
            InputFile(text(12), "34" * 32, "", "", False),
        ),
        (TRAINING_MET, REFRESH),
    )
    submissions = (
        Submission(acute, Q1, {}, True, ("orwell-q1.xlsx",)),
        Submission(acute, Q2, facts, True, ("orwell-q2.xlsx",)),
        Submission(community, Q1, {}, True, ()),
        Submission(community, Q2, {}, True, (text(12),)),
        Submission(silent, Q1, {}, False),
        Submission(silent, Q2, {}, False),
        Submission(ccg, Q2, {}, True, ()),
    )
    return Assessment(
        run,
        _pack(),
        (Q1, Q2),
        (community, ccg, acute, silent),
        submissions,
        findings,
        concerns,
        faults,
    )


@pytest.fixture(scope="session")
def assessment() -> Assessment:
    return assessment_of()


@pytest.fixture(scope="session")
def make_assessment() -> Callable[[tuple[str, ...]], Assessment]:
    return assessment_of
