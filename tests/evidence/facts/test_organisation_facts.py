"""The organisation's kind and services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.vocabulary import LegalForm
from engine.nouns.quarter import Quarter
from evidence.nouns.returns import Return, ReturnsRead
from evidence.submissions import submissions
from tests.evidence.facts.conftest import Lines, as_cell, table_of

SERVICES = "organisation.services"


@pytest.mark.parametrize(
    "text",
    [
        "maternity, A&E, LAC",
        "Maternity; ED; looked-after children's health",
        "maternity\nemergency_department\nLooked after children",
        "maternity and A & E and LAC",
        "Maternity / ED / LAC",
        " maternity ,, ED, lac, ",
    ],
)
def test_a_list_of_services(gather, text) -> None:
    found = gather(text)
    assert found.value(SERVICES) == {"maternity", "emergency_department", "looked_after_children"}
    assert found.faults == ()


def test_one_unknown_service_leaves_them_all_unknown(gather) -> None:
    found = gather("paediatrics, matrnity")
    assert found.value(SERVICES) is None
    assert found.why(SERVICES) == (
        "organisation B5 says “paediatrics, matrnity”, where “matrnity” is no service known here"
    )
    assert found.faults_in_short == [("CELL", "organisation B5", "“matrnity”")]
    assert found.faults[0].to_do == "If “Maternity” is meant, write that."
    assert found.faults[0].facts == (SERVICES,)


def test_blank_services_are_unknown(gather) -> None:
    assert (gather(None).value(SERVICES), gather(None).why(SERVICES)) == (None, "left blank")


def test_no_services_is_an_answer(gather) -> None:
    assert gather("none").value(SERVICES) == frozenset()


def test_services_that_are_not_known(gather) -> None:
    found = gather("TBC")
    assert found.value(SERVICES) is None
    assert found.faults_in_short == [("CELL", "organisation B5", "“TBC”")]


def test_a_refused_cell(gather, refused) -> None:
    assert gather(refused).why(SERVICES) == "organisation B5: an error cell"


def test_the_kind_with_its_cell(gather) -> None:
    found = gather(organisation=[{"field": "kind", "value": "Provider"}])
    assert found.value("organisation.kind") == "provider"
    assert [o.cell for o in found.facts["organisation.kind"].origins] == ["B2"]


def test_a_kind_that_the_pack_does_not_know(gather) -> None:
    assert "organisation.kind" not in gather(kind="circus").facts


FORMS = {
    "nhs_trust": LegalForm(
        "nhs_trust", "NHS trust", ("foundation trust",), in_names=("NHS Trust",)
    ),
    "independent": LegalForm("independent", "Independent provider", ("private hospital",)),
}
FORM = "organisation.legal_form"
Sent = Callable[..., tuple[dict[str, Fact], tuple[Fault, ...]]]


@pytest.fixture(scope="module")
def sent(pack, judged) -> Sent:
    """The facts and faults of a return whose legal form is as typed, under a name."""
    questions = {
        key: replace(question, legal_forms=("nhs_trust",)) if key == "S6.p18.c" else question
        for key, question in pack.vocabulary.questions.items()
    }
    vocabulary = replace(pack.vocabulary, legal_forms=FORMS, questions=questions)

    def gather_form(typed: str | None, name: str = "Orwell", audit: Lines = ()):
        fields = [] if typed is None else [{"field": "legal_form", "value": typed}]
        tables = {"organisation": fields, "section11": audit}
        made = Return(
            "orwell.xlsx",
            {"orwell.xlsx": "0" * 64},
            Organisation("RZ1", name, "provider"),
            Quarter(2014, 2),
            as_cell("maternity", "organisation", "B5"),
            None,
            "",
            {table: table_of(table, lines) for table, lines in tables.items() if lines},
        )
        read = ReturnsRead((made,))
        [submission], faults = submissions(read, replace(pack, vocabulary=vocabulary), judged)
        return submission.facts, faults

    return gather_form


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("NHS trust", "nhs_trust"),
        ("Foundation Trust", "nhs_trust"),
        ("private hospital", "independent"),
    ],
)
def test_what_it_is_in_law_is_as_it_says(sent: Sent, typed, found) -> None:
    assert (sent(typed)[0][FORM].value, sent(typed)[1]) == (found, ())


def test_who_does_not_say_is_taken_for_neither_whatever_its_name(sent: Sent) -> None:
    assert FORM not in sent(None, "Orwell NHS Trust")[0]
    assert sent("", "Orwell NHS Trust")[0][FORM].why_unknown == "left blank"


def test_a_legal_form_that_nobody_knows_is_told(sent: Sent) -> None:
    facts, faults = sent("co-operative")
    assert facts[FORM].value is None
    assert [(fault.cell, fault.found, fault.expected, fault.facts) for fault in faults] == [
        (
            "B2",
            "organisation B2 says “co-operative”",
            "NHS trust or Independent provider",
            (FORM,),
        )
    ]


def test_a_name_that_says_otherwise_leaves_it_unknown(sent: Sent) -> None:
    facts, faults = sent("private hospital", "Orwell NHS Trust")
    assert (facts[FORM].value, facts[FORM].why_unknown) == (
        None,
        "organisation B2 says “private hospital”, while the organisation’s name says “NHS Trust”",
    )
    assert [fault.found for fault in faults] == [
        "“Independent provider” of an organisation whose name says “NHS Trust”"
    ]
    assert sent("NHS trust", "Orwell NHS Trust")[0][FORM].value == "nhs_trust"


@pytest.mark.parametrize(
    ("typed", "of"), [("NHS trust", 4), ("private hospital", 3), ("", 3), (None, 3)]
)
def test_a_question_for_a_legal_form_is_put_to_those_alone_that_say_they_have_it(
    sent: Sent, pack, typed, of
) -> None:
    put = [key for key in pack.vocabulary.questions if key != "S6.p18.c"]
    facts, _ = sent(typed, audit=[{"question": put[0], "score": "3"}])
    assert facts["section11.answered_percent"].note.startswith(f"1 of {of} questions")
