"""A small invented vocabulary and pack, so that evidence tests do not lean on the real ones."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.phrasing import Phrases, Phrasing
from engine.nouns.policy.vocabulary import (
    AuditTerm,
    Check,
    ContractTerm,
    DocumentTerm,
    Framework,
    Indicator,
    KindTerm,
    Part,
    Question,
    Scale,
    ShareWords,
    Term,
    Vocabulary,
    Wording,
)

PHRASING = Phrasing(
    empty_post=Phrases(
        ("vacant", "vacancy", "to be appointed", "tbc", "recruiting", "no one in post"),
        ("no vacancy", "no longer vacant"),
    ),
    not_so=Phrases(("not yet", "draft", "planned"), ("not yet due", "as planned")),
    still_to_do=Phrases(("not yet",), begins=("introduce",), anew=("revised",), done=("done",)),
    in_doubt=Phrases(("estimate",)),
    parts=("centre", "site", "team"),
    stand_in=Phrases(("interim", "a n other", "starts"), ("interim director",)),
    nothing=Phrases(("none", "nobody"), ("none outstanding",)),
    not_approved=Phrases(("draft", "for approval")),
    not_published=Phrases(("to be uploaded", "not yet")),
    doubtful_place=Phrases(("link broken",)),
    not_in_force=Phrases(("unsigned", "expired")),
    sheet_in_doubt=Phrases(("draft", "of last year"), ("draft policy",)),
    other_subject=Phrases(("adults",), ("adults and children",)),
    places={"website": ("website", "web site"), "intranet": ("intranet",)},
)
AUDIT = AuditTerm("section11", "Section 11 audit")
PROVIDER_TABLES = (
    "organisation",
    "named_professionals",
    "dashboard",
    "vacancies",
    "section11",
    "training",
    "documents",
)
CCG_TABLES = ("organisation", "section11", "contracts", "training", "documents")
GP_TABLES = ("organisation", "section11", "training", "documents")

PARAMETERS = {
    "wte_of_one_person": 1.5,
    "wte_of_a_token": 0.02,
    "review_longest_months": 60.0,
    "training_refresh_months": 36.0,
    "figures_tolerance": 5.0,
    "dbs_cycle_months": 36.0,
}


Terms = TypeVar("Terms", bound=Term)


def _by_key(*terms: Terms) -> dict[str, Terms]:
    return {term.key: term for term in terms}


def _levels(count: int) -> tuple[Part, ...]:
    return tuple(Part(f"level_{n}", f"Level {n}") for n in range(1, count + 1))


INDICATORS = (
    Indicator("1", "A1.1", "Named professionals", "named_professionals"),
    Indicator("2", "A1.2", "Allegations reported", "count"),
    Indicator("3", "A1.3", "Checks outstanding", "percent", fewer_is_better=True),
    Indicator("4.1", "A1.4.1", "Safeguarding training", "percent", parts=_levels(6)),
    Indicator("4.2", "A1.4.2", "Looked-after children training", "percent", parts=_levels(5)),
    Indicator("5", "A1.5", "Vacancies", "vacancies"),
    Indicator("6.1", "A1.6.1", "Supervision plan", "yes_no"),
    Indicator("6.3", "A1.6.3", "Staff requiring supervision", "count"),
    Indicator("6.4", "A1.6.4", "Supervision received", "percent", percent_of="dashboard.6.3"),
    Indicator("8.1", "A1.8.1", "Children admitted", "count", services=("inpatient",)),
    Indicator(
        "8.3",
        "A1.8.3",
        "Looked-after children admitted",
        "count",
        services=("inpatient",),
        never_more_than="dashboard.8.1",
    ),
    Indicator("8.7", "A1.8.7", "Referred", "count"),
    Indicator(
        "8.8",
        "A1.8.8",
        "Offered",
        "count",
        share=ShareWords("dashboard.8.7", "looked-after children referred", "offered a service"),
    ),
    Indicator(
        "10.1",
        "A1.10.1",
        "Births",
        "count",
        parts=(
            Part("subject_to_cp_plan", "subject to CP plan"),
            Part("total_births", "total births"),
        ),
        services=("maternity",),
    ),
    Indicator("14", "A1.14", "Felt safe", "percent"),
)

QUESTIONS = (
    Question("S6.p08.a", "S6.p08.a", "Are a Named Doctor and Nurse in post?", ("provider",)),
    Question("S6.p08.b", "S6.p08.b", "Is a Named Midwife in post?", ("provider",), ("maternity",)),
    Question("S6.p11.c", "S6.p11.c", "Does training follow the levels?", ("provider",)),
    Question("S6.p18.c", "S6.p18.c", "Are missed appointments followed up?", ("provider",)),
    Question("S4.p02", "S4.p02", "Do contracts specify safeguarding?", ("ccg",)),
)


def invented_vocabulary() -> Vocabulary:
    return Vocabulary(
        kinds={
            "provider": KindTerm("provider", "Provider", PROVIDER_TABLES),
            "ccg": KindTerm("ccg", "Clinical Commissioning Group", CCG_TABLES, dt.date(2013, 4, 1)),
            "gp_practice": KindTerm("gp_practice", "GP practice", GP_TABLES),
        },
        services=_by_key(
            Term("maternity", "Maternity"),
            Term("emergency_department", "Emergency department", also=("ED", "A&E")),
            Term("paediatrics", "Paediatrics"),
            Term("inpatient", "Inpatient care of children"),
            Term("adult_inpatient", "Adult inpatient care"),
            Term("health_visiting", "Health visiting"),
            Term("school_nursing", "School nursing"),
            Term("looked_after_children", "Looked-after children's health", also=("LAC",)),
            Term("mental_health", "Mental health"),
        ),
        roles=_by_key(
            Term("named_doctor", "Named Doctor", professions=("doctor",)),
            Term("named_nurse", "Named Nurse", professions=("nurse", "midwife")),
            Term("named_midwife", "Named Midwife", services=("maternity",)),
        ),
        professions={
            "doctor": ("doctor", "paediatrician"),
            "nurse": ("nurse", "nursing"),
            "midwife": ("midwife",),
        },
        vacancy_roles=_by_key(
            Term("paediatricians", "Paediatricians", services=("paediatrics",)),
            Term("health_visitors", "Health Visitors", services=("health_visiting",)),
            Term("school_nurses", "School Nurses", services=("school_nursing",)),
            Term("safeguarding_professionals", "Safeguarding Professionals"),
            Term("midwives", "Midwives", services=("maternity",)),
            Term("gps", "GPs", also=("GP's",)),
        ),
        documents=_by_key(
            DocumentTerm("training_strategy", "Training strategy"),
            DocumentTerm("supervision_policy", "Supervision policy"),
            DocumentTerm(
                "annual_report",
                "Safeguarding children annual report",
                also=("annual report",),
                covers="year",
            ),
            DocumentTerm("declaration", "Declaration", kinds=("ccg",), published_in=("website",)),
            DocumentTerm(
                "safeguarding_policy",
                "Safeguarding policy",
                kinds=("ccg",),
                not_before=dt.date(2013, 11, 1),
            ),
        ),
        frameworks={
            "safeguarding": Framework(
                "safeguarding",
                "safeguarding children",
                6,
                "4.1",
                "training_refresh_months",
            ),
            "looked_after_children": Framework(
                "looked_after_children",
                "looked-after children",
                5,
                "4.2",
                "training_refresh_months",
                also=("LAC",),
            ),
        },
        indicators={indicator.item: indicator for indicator in INDICATORS},
        questions={question.id: question for question in QUESTIONS},
        audit=AUDIT,
        phrasing=PHRASING,
        wording=Wording(
            "Safeguarding return",
            "NHS code, such as RZ1",
            "child-level data",
            "Never a child’s name, NHS number or date of birth, anywhere.",
        ),
        scale=Scale(
            "higher_is_better",
            {
                "0": "not_met",
                "1": "partly_met",
                "2": "partly_met",
                "3": "met",
                "not met": "not_met",
                "partly met": "partly_met",
                "met": "met",
            },
        ),
        checks={"dbs": Check("dbs", "DBS check", "dbs_cycle_months", ("DBS",))},
        contract_terms={
            term.key: term
            for term in (
                ContractTerm("safeguarding_expectations", "Expectations", "say so", "yes_no"),
                ContractTerm("information_sharing", "Sharing", "share", "yes_no"),
                ContractTerm(
                    "designated_professionals_consulted_on", "Consulted", "be consulted on", "date"
                ),
            )
        },
    )


def invented_pack(vocabulary: Vocabulary) -> Pack:
    return Pack(
        id="invented",
        title="An invented policy",
        version="1",
        policy="An invented policy, for tests",
        digest="0" * 64,
        clauses={},
        parameters={
            name: Parameter(name, "", unit, ())
            for name, unit in (
                ("wte_of_one_person", "WTE"),
                ("wte_of_a_token", "WTE"),
                ("figures_tolerance", "%"),
                ("review_longest_months", "months"),
            )
        },
        vocabulary=vocabulary,
        catalogue={},
        rules={},
        concern_rules=(),
        queries=(),
    )
