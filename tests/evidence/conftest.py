"""A small invented vocabulary and pack, so that evidence tests do not lean on the real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
import xlsxwriter

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
from evidence.nouns.judged import Judged
from evidence.nouns.returns import ReturnsRead
from evidence.reading import read_returns

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


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
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


@pytest.fixture(scope="session")
def pack(vocabulary: Vocabulary) -> Pack:
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


Sheets = Mapping[str, Sequence[Sequence[object]]]
"""Rows by the sheet's title; a row's cells from column A."""

ORGANISATION: Sequence[Sequence[object]] = (
    ("field", "value"),
    ("code", "RZ1"),
    ("name", "Orwell Hospital"),
    ("kind", "provider"),
    ("services", "maternity"),
    ("period", "2014-15 Q2"),
    ("submitted_on", "14/10/2014"),
    ("submitted_by", "Named Nurse"),
)
WHOLE: Sheets = {
    "organisation": ORGANISATION,
    "named_professionals": (("role", "title", "name", "wte"), ("Named Nurse", "Lead", None, 1)),
    "dashboard": (("item", "part", "value", "note"), ("2", None, 3, None)),
    "vacancies": (("role", "vacant_wte", "establishment_wte"), ("Midwives", 1.5, 20)),
    "section11": (("question", "score", "not_applicable_reason"), ("S6.p08.a", 3, None)),
    "documents": (
        ("kind", "title", "approved_on", "review_due", "published_at"),
        ("Training strategy", "Strategy", "02/05/2013", "02/05/2016", None),
    ),
}
"""A small provider's return in which nothing is wrong."""


def _write(path: Path, sheets: Sheets) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, column, value)
    return path


@pytest.fixture(scope="session")
def write_workbook() -> Callable[[Path, Sheets], Path]:
    """Writes a workbook with the given rows on each sheet, and returns its path."""
    return _write


@pytest.fixture(scope="session")
def organisation_rows() -> Sequence[Sequence[object]]:
    """An organisation table in which nothing is wrong."""
    return ORGANISATION


@pytest.fixture(scope="session")
def whole_return() -> Sheets:
    """A small provider's return in which nothing is wrong, as rows by sheet."""
    return WHOLE


@pytest.fixture
def returned(tmp_path: Path) -> Callable[..., Path]:
    """Writes the whole small return with some sheets replaced, added or (None) left out."""

    def write(name: str = "orwell.xlsx", /, **sheets: Sequence[Sequence[object]] | None) -> Path:
        merged = {**WHOLE, **{title.replace("__", " "): rows for title, rows in sheets.items()}}
        return _write(
            tmp_path / name, {title: rows for title, rows in merged.items() if rows is not None}
        )

    return write


@pytest.fixture
def csv_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder of CSV files: a text or the bytes of each by the table's name."""

    def write(name: str = "orwell", /, **tables: str | bytes | None) -> Path:
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        rows = "\n".join(",".join(str(cell) for cell in row) for row in ORGANISATION)
        for table, content in {"organisation": rows, **tables}.items():
            if content is not None:
                data = content.encode() if isinstance(content, str) else content
                (folder / f"{table}.csv").write_bytes(data)
        return folder

    return write


@pytest.fixture
def read(pack: Pack) -> Callable[..., ReturnsRead]:
    """Reads paths by the small pack."""

    def read_all(*paths: Path) -> ReturnsRead:
        return read_returns(paths, pack)

    return read_all


@pytest.fixture(scope="session")
def shared_returns() -> Path:
    """The returns as organisations would send them, beside the checkout."""
    return Path(__file__).resolve().parents[1] / "shared" / "returns"


@pytest.fixture(scope="session")
def judged() -> Judged:
    return Judged(lambda quarter: quarter.last_day, lambda name, quarter, code: PARAMETERS[name])
